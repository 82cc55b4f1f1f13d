// A JSON value in a message about a bad file. Used inside the gate only, by its readers.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "runner/core/text.hpp"

namespace brood {

// The value's text in quotes if it is flat, else what it is: printing is recursive, and a bad file may be
// deep.
inline std::string shown(const nlohmann::json& json) {
  constexpr std::size_t kMostShown = 4;
  const auto is_flat = [](const nlohmann::json& value) { return value.is_primitive(); };
  if (is_flat(json)) return in_quotes(json.dump());
  const bool is_small = json.size() <= kMostShown && std::all_of(json.begin(), json.end(), is_flat);
  if (is_small) return in_quotes(json.dump());
  return json.is_array() ? "an array" : "an object";
}

}  // namespace brood
