// JSON that is printed where a job's log or a terminal listens.
#pragma once

#include <string>
#include <string_view>

namespace brood {

// The same values, in which console_text() would find nothing to change: that is written by JSON's own
// escapes. Precondition: `json` is well-formed.
std::string json_escapes(std::string_view json);

}  // namespace brood
