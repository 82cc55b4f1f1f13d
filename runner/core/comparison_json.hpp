// The recorded form of a comparison, in the journal and in stats.json. Absent members have the value of a
// default-made one.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/comparison.hpp"

namespace brood {

nlohmann::ordered_json comparison_to_json(const Comparison& comparison);
// Throws DamagedRecord if a member has the wrong type or an impossible value. Unknown members are ignored.
Comparison comparison_from_json(const nlohmann::json& json);

}  // namespace brood
