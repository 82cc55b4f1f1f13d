#include "runner/agent/scenario/task_log.hpp"

#include <cstdio>

namespace brood::agent {

namespace {

constexpr unsigned kLinesASecond = 10;
constexpr std::uint64_t kSecond = 1'000'000'000;

}  // namespace

void TaskLog::write(std::uint64_t now, std::string_view task, std::uint32_t user, std::string_view text) {
  Budget& budget = budgets_.try_emplace(std::string(task)).first->second;
  if (now / kSecond != budget.second) budget = {now / kSecond, 0, budget.left_out};
  if (budget.written == kLinesASecond) {
    ++budget.left_out;
    return;
  }
  ++budget.written;
  std::string line = std::string(task) + ", user " + std::to_string(user) + ": " + std::string(text);
  if (budget.left_out > 0) line += " (" + std::to_string(budget.left_out) + " lines left out before)";
  budget.left_out = 0;
  std::fprintf(stderr, "%s\n", line.c_str());
}

}  // namespace brood::agent
