#pragma once

#include <string>
#include <string_view>

namespace brood::agent {

// As much of it as fits into a message.
inline std::string shortened(std::string_view text) {
  constexpr std::size_t kShown = 200;
  if (text.size() <= kShown) return std::string(text);
  return std::string(text.substr(0, kShown)) + "... (" + std::to_string(text.size()) + " bytes)";
}

}  // namespace brood::agent
