// Rows as JSON lines.
#include "runner/agent/data/json_lines_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {
namespace {

void read_all(const Expected<agent::Table>& table) {
  if (!table) return;
  for (std::size_t row = 0; row < table->size(); ++row)
    for (const std::string& name : table->columns()) table->field(row, table->column(name).value());
}

}  // namespace

void fuzz(std::string_view text) { read_all(agent::read_json_lines({"rows.jsonl", text})); }

}  // namespace brood
