// Rows by their position in the page's lists, so that a name is written once.
#pragma once

#include <map>

#include "runner/core/row.hpp"

namespace brood {

template <class Key>
class Positions {
 public:
  explicit Positions(const std::map<Key, Row>& rows) {
    for (const auto& [key, row] : rows) positions_.emplace(key, static_cast<int>(positions_.size()));
  }
  // -1 for none.
  int of(const Key& key) const {
    const auto found = positions_.find(key);
    return found == positions_.end() ? -1 : found->second;
  }

 private:
  std::map<Key, int> positions_;
};

}  // namespace brood
