#include "runner/swarm/program.hpp"

#include <unistd.h>

namespace brood {

Program shell_program(const std::string& command) {
  Program program;
  program.path = "/bin/sh";
  program.arguments = {"sh", "-c", command};
  return program;
}

std::vector<std::string> current_environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  return variables;
}

}  // namespace brood
