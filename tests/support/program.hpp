// Running a program from a test, as a person would.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace brood {

struct Ended {
  int code = -1;       // exit code; 128 and the signal's number when killed, as a shell says it
  std::string output;  // stdout and stderr, in the order they were written
};

// `variables` are "NAME=VALUE", added to the environment. A program that takes longer than `limit` is killed
// with its process group.
Ended run_program(const std::vector<std::string>& words, const std::vector<std::string>& variables = {},
                  std::chrono::seconds limit = std::chrono::seconds{120});

std::string read_file(const std::string& path);

// A port of 127.0.0.1 that was free a moment ago.
int free_port();

}  // namespace brood
