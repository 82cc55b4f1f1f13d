// The recorded form of what was run and where, in the journal's header and in stats.json. Lossless; absent
// members have the value of a default-made Scenario or Environment. Text is made well-formed UTF-8.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/environment.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

nlohmann::ordered_json scenario_to_json(const Scenario& scenario);
nlohmann::ordered_json environment_to_json(const Environment& environment);

// Throw DamagedRecord if a member has the wrong type or an impossible value. Unknown members are ignored.
Scenario scenario_from_json(const nlohmann::json& json);
Environment environment_from_json(const nlohmann::json& json);

}  // namespace brood
