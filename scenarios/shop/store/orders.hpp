#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/shop/store/baskets.hpp"

namespace shop {

using OrderId = std::int64_t;

struct Order {
  OrderId id = 0;
  std::string payment;
  std::int64_t total_cents = 0;
};

struct EmptyBasket {};
struct SoldOut {
  std::string item;
};

// What was bought. Thread-safe.
class Orders {
 public:
  explicit Orders(Database& database);

  // Takes everything in the user's basket, or nothing: stock, order and basket change together.
  std::variant<Order, EmptyBasket, SoldOut> place(UserId user, std::string_view payment);

  // At most `limit`, the newest first.
  std::vector<Order> of_user(UserId user, std::int64_t limit);
  // Nothing when there is no such order or it is somebody else's.
  std::optional<Order> find(UserId user, OrderId id);
  std::vector<Line> lines(OrderId id);

 private:
  Database& database_;
  Statement basket_;
  Statement take_stock_;
  Statement insert_;
  Statement insert_lines_;
  Statement clear_basket_;
  Statement of_user_;
  Statement find_;
  Statement lines_;
};

}  // namespace shop
