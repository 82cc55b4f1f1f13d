// Rows of CSV.
#include "runner/agent/data/csv_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {
namespace {

void read_all(const Expected<agent::Table>& table) {
  if (!table) return;
  for (std::size_t row = 0; row < table->size(); ++row)
    for (const std::string& name : table->columns()) table->field(row, table->column(name).value());
}

}  // namespace

void fuzz(std::string_view text) { read_all(agent::read_csv({"rows.csv", text})); }

}  // namespace brood
