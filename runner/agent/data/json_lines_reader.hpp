// JSON lines: one object a line, all with the keys of the first, which are the columns. Texts are fields as
// they are, numbers as they are written; true, false and null are "true", "false" and "". Empty lines are
// left out.
#pragma once

#include "runner/agent/data/problem.hpp"
#include "runner/agent/data/table.hpp"

namespace brood::agent {

Expected<Table> read_json_lines(const NamedText& file);

}  // namespace brood::agent
