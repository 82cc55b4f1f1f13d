// What is behind brood::Rows: a table, whose rows are whose, or why there is none.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "brood/rows.hpp"
#include "runner/agent/data/dealer.hpp"
#include "runner/agent/data/table.hpp"

namespace brood::agent {

struct LoadedRows {
  std::string name;  // as the program gave it
  std::string path;  // the same for all names of one file
  AtEnd at_end = AtEnd::recycle;
  std::uint64_t salt = 0;  // two files with the same seed are not drawn alike
  std::optional<Table> table{};
  std::optional<Dealer> dealer{};
  std::string problem{};  // why there is no table

  const Table& usable() const {
    if (!table) throw std::runtime_error(problem);
    return *table;
  }
};

}  // namespace brood::agent
