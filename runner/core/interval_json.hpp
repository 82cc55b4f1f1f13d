// The recorded form of an interval, a line of the journal; see interval_reader.hpp for the way back.
// Lossless; members that are zero or empty are left out.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/interval.hpp"

namespace brood {

nlohmann::ordered_json interval_to_json(const Interval& interval);

}  // namespace brood
