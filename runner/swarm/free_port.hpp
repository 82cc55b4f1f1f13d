#pragma once

#include <cstdint>

#include "runner/core/expected.hpp"

namespace brood {

// A TCP port of 127.0.0.1 that was free a moment ago.
Expected<std::uint16_t> find_free_port();

}  // namespace brood
