// stats.json: the whole result for programs; schema in docs/stats.schema.json.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_stats_json(const Result& result, std::ostream& out);
}
