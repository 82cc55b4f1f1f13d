// CSV as RFC 4180 has it: quotes are strict, spaces belong to fields, lines end in LF or CRLF, the first line
// names the columns. Empty lines are left out.
#pragma once

#include "runner/agent/data/problem.hpp"
#include "runner/agent/data/table.hpp"

namespace brood::agent {

Expected<Table> read_csv(const NamedText& file);

}  // namespace brood::agent
