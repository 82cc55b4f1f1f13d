#include "runner/agent/data/table.hpp"

#include <algorithm>

namespace brood::agent {

Table::Table(std::vector<std::string> columns, std::size_t bytes) : columns_(std::move(columns)) {
  text_.reserve(bytes);
}

void Table::add(std::string_view field) {
  if (ends_.size() % columns_.size() == 0) begins_.push_back(text_.size());
  text_ += field;
  ends_.push_back(static_cast<std::uint32_t>(text_.size() - begins_.back()));
}

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto at = std::find(columns_.begin(), columns_.end(), name);
  if (at == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns_.begin());
}

std::string_view Table::field(std::size_t row, std::size_t column) const {
  const std::uint32_t* ends = &ends_[row * columns_.size()];
  const std::uint32_t begin = column == 0 ? 0 : ends[column - 1];
  return std::string_view(text_).substr(begins_[row] + begin, ends[column] - begin);
}

}  // namespace brood::agent
