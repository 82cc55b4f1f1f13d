// Rows of text fields under named columns. Filled once, then only read: processes that are forked from its
// maker share its memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brood::agent {

// More columns, or a longer field, are a mistake: of a separator, or of a quote that is never closed.
inline constexpr std::size_t kMostColumns = 10'000;
inline constexpr std::size_t kLongestField = 4'000'000;

class Table {
 public:
  // Precondition: there is a column, and no two have one name. `bytes` of fields are expected.
  Table(std::vector<std::string> columns, std::size_t bytes);

  // The next field of the last row, or the first of a new one if that is complete.
  void add(std::string_view field);

  const std::vector<std::string>& columns() const { return columns_; }
  std::optional<std::size_t> column(std::string_view name) const;

  // Of complete rows.
  std::size_t size() const { return ends_.size() / columns_.size(); }
  std::string_view field(std::size_t row, std::size_t column) const;

 private:
  std::vector<std::string> columns_;
  std::vector<std::uint32_t> by_name_;  // of the columns, in the order of their names
  std::string text_;                    // of all fields, one after another
  std::vector<std::uint64_t> begins_;   // of each row in it
  std::vector<std::uint32_t> ends_;     // of each field, from the beginning of its row
};

}  // namespace brood::agent
