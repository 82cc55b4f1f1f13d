// Watching real processes from tests.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace brood {

// "BROOD_TEST_MARK=...", a variable that no other test uses; whoever has it descends from what it was given
// to.
std::string new_mark();

// The living processes that have it.
std::vector<pid_t> marked_by(const std::string& mark);

// Whether it became true in time.
bool eventually(const std::function<bool()>& condition,
                std::chrono::milliseconds patience = std::chrono::seconds{5});

// A folder that goes with its contents.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  // Creates the file, and the folders above it.
  std::string write(const std::string& name, const std::string& text, bool executable = false) const;

 private:
  std::string path_;
};

}  // namespace brood
