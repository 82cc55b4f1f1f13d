#pragma once

#include <string>

namespace brood {

// ISO 8601 with milliseconds: "2026-01-31T12:34:56.789Z".
std::string utc_now();

}  // namespace brood
