#include "tests/swarm/processes.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "runner/swarm/text_file.hpp"

namespace brood {

namespace files = std::filesystem;

std::string new_mark() {
  static std::atomic<int> marks = 0;
  return "BROOD_TEST_MARK=" + std::to_string(getpid()) + "." + std::to_string(++marks) + ".";
}

std::vector<pid_t> marked_by(const std::string& mark) {
  std::vector<pid_t> found;
  for (const files::directory_entry& entry : files::directory_iterator("/proc")) {
    const int pid = std::atoi(entry.path().filename().c_str());
    if (pid <= 0) continue;
    const auto environment = read_text_file(entry.path() / "environ");
    if (environment && environment->find(mark) != std::string::npos) found.push_back(pid);
  }
  return found;
}

bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return true;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = files::temp_directory_path() / "brood-test-XXXXXX";
  path_ = mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  files::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& text, bool executable) const {
  const files::path file = files::path(path_) / name;
  files::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  if (executable) files::permissions(file, files::perms::owner_all);
  return file;
}

}  // namespace brood
