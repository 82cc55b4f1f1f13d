// The recorded form of an interval, a line of the journal. Lossless; members that are zero or empty are left
// out.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/interval.hpp"

namespace brood {

nlohmann::ordered_json interval_to_json(const Interval& interval);

// Overwrites `interval`, whose memory serves again: an hour has thousands of intervals alike. Throws
// DamagedRecord if a member has the wrong type or an impossible value. Unknown members are ignored.
void read_interval(const nlohmann::json& json, Interval& interval);

}  // namespace brood
