#include "scenarios/shop/store/baskets.hpp"

namespace shop {

std::int64_t total_cents(const std::vector<Line>& lines) {
  std::int64_t total = 0;
  for (const Line& line : lines) total += line.price_cents * line.quantity;
  return total;
}

Baskets::Baskets(Database& database)
    : database_(database),
      add_(database,
           "INSERT INTO basket_lines(user, item, quantity) SELECT ?1, id, min(?3, ?4) FROM items WHERE id = "
           "?2 "
           "ON CONFLICT DO UPDATE SET quantity = min(quantity + ?3, ?4)"),
      remove_(database, "DELETE FROM basket_lines WHERE user = ? AND item = ?"),
      clear_(database, "DELETE FROM basket_lines WHERE user = ?"),
      lines_(database,
             "SELECT item, name, price_cents, quantity FROM basket_lines JOIN items ON items.id = item "
             "WHERE user = ? ORDER BY item") {}

bool Baskets::add(UserId user, ItemId item, std::int64_t quantity) {
  const auto lock = database_.lock();
  add_.run(user, item, quantity, kMaxQuantity);
  return database_.changed_rows() > 0;
}

bool Baskets::remove(UserId user, ItemId item) {
  const auto lock = database_.lock();
  remove_.run(user, item);
  return database_.changed_rows() > 0;
}

void Baskets::clear(UserId user) {
  const auto lock = database_.lock();
  clear_.run(user);
}

std::vector<Line> Baskets::lines(UserId user) {
  const auto lock = database_.lock();
  std::vector<Line> lines;
  auto rows = lines_.query(user);
  while (rows.next()) lines.push_back({rows.integer(0), rows.text(1), rows.integer(2), rows.integer(3)});
  return lines;
}

}  // namespace shop
