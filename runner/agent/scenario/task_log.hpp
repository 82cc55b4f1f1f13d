// What tasks write into target.log: a line each, with who said it, and no more than a person reads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace brood::agent {

class TaskLog {
 public:
  // Of each task at most ten lines in a second of `now` (ns) are written; how many were left out is said with
  // the next that is.
  void write(std::uint64_t now, std::string_view task, std::uint32_t user, std::string_view text);

 private:
  struct Budget {
    std::uint64_t second = 0;
    unsigned written = 0;
    std::uint64_t left_out = 0;
  };
  std::map<std::string, Budget, std::less<>> budgets_;  // by task
};

}  // namespace brood::agent
