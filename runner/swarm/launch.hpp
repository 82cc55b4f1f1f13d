// How the keeper turns a command into a running program.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "runner/swarm/descriptor.hpp"
#include "runner/swarm/keeper_wire.hpp"

namespace brood {

class Launch {
 public:
  // `descriptors` as keeper_wire::Command describes them; they stay the caller's and open until run() has
  // returned.
  Launch(const keeper_wire::Command& command, const int* descriptors, std::size_t count);

  struct Outcome {
    keeper_wire::News news = keeper_wire::News::started;
    pid_t pid = 0;
    int error_number = 0;
  };
  // Forks, and returns when exec has succeeded or something failed.
  Outcome run() const;

 private:
  struct Failure {
    keeper_wire::News news;
    int error_number;
  };
  [[noreturn]] void become_program(pid_t keeper, int failure_pipe) const;
  int place_descriptors(int failure_pipe) const;

  std::string text_;
  std::string path_;
  std::string folder_;
  std::vector<char*> arguments_;  // into text_, with a final null
  std::vector<char*> environment_;
  int output_ = -1;
  std::vector<std::pair<int, int>> passed_;  // here, there
};

}  // namespace brood
