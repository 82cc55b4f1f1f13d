// A brood that a test has started and watches.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/program.hpp"

namespace brood {

// Asks until it is so, at most `limit`.
inline bool eventually(const std::function<bool()>& is_so, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return true;
}

// Processes whose environment has `mark`; zombies have none.
inline std::vector<pid_t> marked_processes(const std::string& mark) {
  std::vector<pid_t> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    if (read_file(entry.path() / "environ").find(mark) != std::string::npos) found.push_back(std::stoi(name));
  }
  return found;
}

inline std::string command_line(pid_t pid) { return read_file("/proc/" + std::to_string(pid) + "/cmdline"); }

class RunningBrood {
 public:
  // Everything that it starts has MARK=<mark()> in the environment, and so has brood itself.
  explicit RunningBrood(std::vector<std::string> words, const std::string& output) {
    pid_ = fork();
    if (pid_ == 0) {
      setenv("MARK", mark().c_str(), 1);
      static_cast<void>(!freopen(output.c_str(), "w", stdout));
      dup2(STDOUT_FILENO, STDERR_FILENO);
      std::vector<char*> arguments;
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      execv(arguments[0], arguments.data());
      _exit(127);
    }
  }
  ~RunningBrood() {
    if (pid_ > 0) {
      signal(SIGKILL);
      wait();
    }
  }
  RunningBrood(const RunningBrood&) = delete;
  RunningBrood& operator=(const RunningBrood&) = delete;

  void signal(int number) const { kill(pid_, number); }
  // The exit code, or 128 and the signal's number.
  int wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  pid_t pid() const { return pid_; }
  std::string mark() const { return "brood-" + nonce_; }

  // brood and all that it started.
  std::vector<pid_t> family() const { return marked_processes("MARK=" + mark()); }

 private:
  pid_t pid_ = 0;
  std::string nonce_ = std::to_string(std::chrono::steady_clock::now().time_since_epoch().count());
};

// The target's first process: of those that run its program the one that was started first.
inline pid_t zygote_of(const RunningBrood& brood, const std::string& program) {
  std::vector<pid_t> found = brood.family();
  std::erase_if(found, [&](pid_t pid) {
    return pid == brood.pid() || command_line(pid).compare(0, program.size() + 1, program + '\0') != 0;
  });
  return found.empty() ? 0 : *std::min_element(found.begin(), found.end());
}

}  // namespace brood
