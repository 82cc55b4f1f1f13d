#include "ci/duet/earlier_rounds.hpp"

#include "runner/core/run_files.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAside = ".earlier-";

bool is_aside(const fs::path& path) { return path.filename().string().starts_with(kAside); }

fs::path aside(const fs::path& round) {
  return round.parent_path() / (std::string(kAside) + round.filename().string());
}

fs::path back(const fs::path& aside) {
  return aside.parent_path() / aside.filename().string().substr(kAside.size());
}

}  // namespace

EarlierRounds::EarlierRounds(const std::string& out) : out_(out), folder_(out_ / "rounds") {
  bring_back();
  std::error_code ignored;
  for (const fs::path& round : rounds()) fs::rename(round, aside(round), ignored);
}

EarlierRounds::~EarlierRounds() {
  if (accepted_) return;
  std::error_code ignored;
  for (const fs::path& round : rounds())
    if (!is_aside(round)) fs::remove_all(round, ignored);
  bring_back();
  if (fs::is_empty(folder_, ignored)) fs::remove(folder_, ignored);
}

void EarlierRounds::accept() {
  accepted_ = true;
  std::error_code ignored;
  for (const fs::path& round : rounds())
    if (is_aside(round)) fs::remove_all(round, ignored);
  fs::remove(out_ / kDuetFile, ignored);
}

void EarlierRounds::bring_back() const {
  std::error_code ignored;
  for (const fs::path& round : rounds()) {
    if (!is_aside(round)) continue;
    fs::remove_all(back(round), ignored);
    fs::rename(round, back(round), ignored);
  }
}

std::vector<fs::path> EarlierRounds::rounds() const {
  std::error_code ignored;
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored))
    if (fs::is_directory(entry.path() / "old", ignored) || fs::is_directory(entry.path() / "new", ignored))
      found.push_back(entry.path());
  return found;
}

}  // namespace brood
