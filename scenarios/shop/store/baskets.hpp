#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/shop/store/accounts.hpp"
#include "scenarios/shop/store/catalogue.hpp"
#include "scenarios/shop/store/database.hpp"

namespace shop {

inline constexpr std::int64_t kMaxQuantity = 1'000'000'000;

struct Line {
  ItemId item = 0;
  std::string name;
  std::int64_t price_cents = 0;
  std::int64_t quantity = 0;
};

std::int64_t total_cents(const std::vector<Line>& lines);

// What each user means to buy. Thread-safe.
class Baskets {
 public:
  explicit Baskets(Database& database);

  // Adds to what is there, up to kMaxQuantity. False when there is no such item.
  bool add(UserId user, ItemId item, std::int64_t quantity);
  // False when the item is not in the basket.
  bool remove(UserId user, ItemId item);
  void clear(UserId user);
  std::vector<Line> lines(UserId user);

 private:
  Database& database_;
  Statement add_;
  Statement remove_;
  Statement clear_;
  Statement lines_;
};

}  // namespace shop
