#include "runner/agent/data/table.hpp"

#include <algorithm>
#include <numeric>

namespace brood::agent {

Table::Table(std::vector<std::string> columns, std::size_t bytes) : columns_(std::move(columns)) {
  text_.reserve(bytes);
  by_name_.resize(columns_.size());
  std::iota(by_name_.begin(), by_name_.end(), 0);
  std::sort(by_name_.begin(), by_name_.end(), [this](auto a, auto b) { return columns_[a] < columns_[b]; });
}

void Table::add(std::string_view field) {
  if (ends_.size() % columns_.size() == 0) begins_.push_back(text_.size());
  text_ += field;
  ends_.push_back(static_cast<std::uint32_t>(text_.size() - begins_.back()));
}

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto at =
      std::lower_bound(by_name_.begin(), by_name_.end(), name,
                       [this](std::uint32_t one, std::string_view wanted) { return columns_[one] < wanted; });
  if (at == by_name_.end() || columns_[*at] != name) return std::nullopt;
  return *at;
}

std::string_view Table::field(std::size_t row, std::size_t column) const {
  const std::uint32_t* ends = &ends_[row * columns_.size()];
  const std::uint32_t begin = column == 0 ? 0 : ends[column - 1];
  return std::string_view(text_).substr(begins_[row] + begin, ends[column] - begin);
}

}  // namespace brood::agent
