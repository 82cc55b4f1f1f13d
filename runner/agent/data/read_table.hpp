// From a file's path to its rows.
#pragma once

#include <string>

#include "runner/agent/data/table.hpp"
#include "runner/core/expected.hpp"

namespace brood::agent {

// JSON lines if the name ends in .jsonl or .ndjson, else CSV. A byte order mark is left out.
Expected<Table> read_table(const std::string& path);

}  // namespace brood::agent
