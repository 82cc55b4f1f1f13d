// Where rounds take place on the machine, and for how long.
#pragma once

#include <cstdint>

#include "runner/core/units.hpp"

namespace brood {

// Whether both versions are loaded at once, at half the rate each, or in turns at the full rate: weaker, but
// they do not fight over too few processors.
enum class Placement : std::uint8_t { together, turns };

// The one for a machine of so many processors: below four they would disturb each other.
Placement placement_for(unsigned processors);

inline constexpr Nanos kWarmUp = std::chrono::seconds(1);         // of each round, not measured
inline constexpr Nanos kShortestRound = std::chrono::seconds(6);  // measured
inline constexpr Nanos kLongestRound = std::chrono::seconds(30);

}  // namespace brood
