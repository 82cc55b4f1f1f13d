// Descriptors that this process was started with, such as standard output.
#pragma once

#include <string_view>
#include <system_error>

#include "runner/core/expected.hpp"

namespace brood {

// Whether it is open for writing; the error says only why not.
Status check_descriptor(int descriptor);

// Writes all of it where the descriptor stands, after what std::cout holds; waits for a slow reader.
std::error_code write_to_descriptor(int descriptor, std::string_view text);

}  // namespace brood
