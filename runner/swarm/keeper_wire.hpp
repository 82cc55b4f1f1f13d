// The packets between brood and its keeper. Both are the same executable, so there is no version.
#pragma once

#include <cstdint>

namespace brood::keeper_wire {

inline constexpr std::uint32_t kMaxPassed = 16;

enum class Order : std::uint32_t { start, signal };

// To the keeper. With `start` go the descriptors of the program's text, then its output if it has one, then
// those it inherits. The text is a memory file of NUL-terminated strings: path, folder, arguments,
// environment.
struct Command {
  Order order = Order::start;
  std::uint32_t id = 0;
  std::int32_t signal_number = 0;
  std::uint32_t argument_count = 0;
  std::uint32_t variable_count = 0;
  std::uint32_t has_output = 0;
  std::uint32_t passed_count = 0;
  std::int32_t numbers[kMaxPassed] = {};
};

enum class News : std::uint32_t { started, cannot_enter_folder, cannot_execute, cannot_fork, ended };

// From the keeper.
struct Report {
  News news = News::started;
  std::uint32_t id = 0;
  std::int32_t pid = 0;
  std::int32_t number = 0;  // errno of a failure, status of an end
  std::int64_t cpu = 0;     // ns
};

}  // namespace brood::keeper_wire
