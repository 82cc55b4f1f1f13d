// When something in a run was, as the files of other tools want it.
#pragma once

#include <cstdint>
#include <string>

#include "runner/core/result.hpp"

namespace brood {

// Milliseconds since 1970, UTC, of a moment that long after the run's start; as if the run had started in
// 1970 where the record does not tell.
std::int64_t epoch_ms(const RunHeader& header, Nanos after_start);

// "2026-11-25T10:00:02.100Z"
std::string utc_text(std::int64_t epoch_ms);

}  // namespace brood
