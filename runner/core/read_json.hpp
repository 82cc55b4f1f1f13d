// JSON that nobody vouches for, as a value: no deeper than other code may be recursive, and without a key
// that is there twice, of which all parsers silently drop one.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "runner/core/expected.hpp"

namespace brood {

struct JsonForm {
  std::size_t deepest = 32;  // nothing of ours is deeper than half of it
  bool is_line = false;      // of a file: places are columns
};

// An error goes on from the file's name and tells the places: "is not JSON, or cut: line 3, column 7" or
// "has the key 'users' twice: line 2, column 3 and line 9, column 3".
Expected<nlohmann::json> read_json(std::string_view text, const JsonForm& form = {});

}  // namespace brood
