// Runs side by side for programs; schema in docs/compare.schema.json.
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <span>

#include "reporters/compare/side_by_side.hpp"

namespace brood {

nlohmann::ordered_json compare_to_json(const SideBySide& compared);

// Precondition: from two to kMostSideBySide runs.
void write_compare_json(std::span<const Result> runs, std::ostream& out);

}  // namespace brood
