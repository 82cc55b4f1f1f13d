#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/shop/store/database.hpp"

namespace shop {

using ItemId = std::int64_t;

struct Item {
  ItemId id = 0;
  std::string name;
  std::int64_t price_cents = 0;
  std::optional<std::int64_t> stock;  // none: never runs out
};

// What is for sale: 500 items, of which one, the limited edition, can run out. Thread-safe.
class Catalogue {
 public:
  // Fills an empty database; sets the limited edition to `limited_stock` pieces in any case.
  Catalogue(Database& database, std::int64_t limited_stock);

  // At most `limit` items in the order of their ids, beginning behind `after`.
  std::vector<Item> page(ItemId after, std::int64_t limit);
  // At most `limit` items that have `text` in their names, whatever the case of its letters.
  std::vector<Item> search(std::string_view text, std::int64_t limit);
  std::optional<Item> find(ItemId id);
  ItemId latest();

 private:
  Database& database_;
  Statement page_;
  Statement search_;
  Statement find_;
  Statement latest_;
};

}  // namespace shop
