// A trend for programs; schema in docs/trend.schema.json.
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>

#include "reporters/trend/trend.hpp"

namespace brood {

nlohmann::ordered_json trend_to_json(const Trend& trend);

void write_trend_json(const Trend& trend, std::ostream& out);

}  // namespace brood
