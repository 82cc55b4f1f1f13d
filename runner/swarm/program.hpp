// A program that the keeper can start.
#pragma once

#include <string>
#include <vector>

namespace brood {

// A descriptor of brood that a program inherits, and the number it has there.
struct PassedDescriptor {
  int fd = -1;
  int number = -1;
};

// It runs in a process group of its own, with stdin from /dev/null, every signal at its default and none
// blocked. It inherits resource limits and nothing else: no descriptor but `output` and those in `passed`, no
// variable but those in `environment`.
struct Program {
  std::string path;  // relative to brood's current folder, not to `working_directory`; PATH is not searched
  std::vector<std::string> arguments;    // argv, its own name included
  std::vector<std::string> environment;  // "NAME=VALUE"
  std::string working_directory;         // empty: brood's
  int output = -1;                       // stdout and stderr; -1: /dev/null
  std::vector<PassedDescriptor> passed;  // numbers are distinct and above 2; at most 16
};

// `command` run by /bin/sh -c.
Program shell_program(const std::string& command);

// The calling process's own environment, as Program::environment wants it.
std::vector<std::string> current_environment();

}  // namespace brood
