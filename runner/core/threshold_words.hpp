// The words of the threshold language, for its parser and its printer.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "runner/core/threshold.hpp"

namespace brood {

inline constexpr std::array<std::pair<std::string_view, Subject>, 6> kSubjectWords{
    {{"tasks", Subject::tasks},
     {"requests", Subject::requests},
     {"task", Subject::task},
     {"request", Subject::request},
     {"sut", Subject::sut},
     {"run", Subject::run}}};

inline constexpr std::array<std::pair<std::string_view, Threshold::Op>, 6> kOpWords{
    {{"<", Threshold::Op::less},
     {"<=", Threshold::Op::less_equal},
     {">", Threshold::Op::greater},
     {">=", Threshold::Op::greater_equal},
     {"==", Threshold::Op::equal},
     {"!=", Threshold::Op::not_equal}}};

inline constexpr std::array<std::pair<std::string_view, Threshold::Window>, 3> kWindowWords{
    {{"for", Threshold::Window::each_second},
     {"over", Threshold::Window::sliding},
     {"within", Threshold::Window::beginning}}};

inline std::string_view word_of(Subject subject) {
  for (const auto& [word, known] : kSubjectWords) {
    if (known == subject) return word;
  }
  return "";
}

inline std::string_view word_of(Threshold::Op op) {
  for (const auto& [word, known] : kOpWords) {
    if (known == op) return word;
  }
  return "";
}

// Empty for the whole run.
inline std::string_view word_of(Threshold::Window window) {
  for (const auto& [word, known] : kWindowWords) {
    if (known == window) return word;
  }
  return "";
}

inline bool takes_glob(Subject subject) { return subject == Subject::task || subject == Subject::request; }

}  // namespace brood
