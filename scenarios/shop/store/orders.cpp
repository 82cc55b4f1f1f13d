#include "scenarios/shop/store/orders.hpp"

namespace shop {
namespace {

Order read(const Rows& rows) { return {rows.integer(0), rows.text(1), rows.integer(2)}; }

Line read_line(const Rows& rows) { return {rows.integer(0), rows.text(1), rows.integer(2), rows.integer(3)}; }

}  // namespace

Orders::Orders(Database& database)
    : database_(database),
      basket_(
          database,
          "SELECT item, name, price_cents, quantity, stock FROM basket_lines JOIN items ON items.id = item "
          "WHERE user = ?"),
      take_stock_(database, "UPDATE items SET stock = stock - ? WHERE id = ? AND stock NOT NULL"),
      insert_(database, "INSERT INTO orders(user, payment, total_cents) VALUES (?, ?, ?)"),
      insert_lines_(database,
                    "INSERT INTO order_lines(order_id, item, quantity, price_cents) "
                    "SELECT ?, item, quantity, price_cents FROM basket_lines JOIN items ON items.id = item "
                    "WHERE user = ?"),
      clear_basket_(database, "DELETE FROM basket_lines WHERE user = ?"),
      of_user_(database,
               "SELECT id, payment, total_cents FROM orders WHERE user = ? ORDER BY id DESC LIMIT ?"),
      find_(database, "SELECT id, payment, total_cents FROM orders WHERE id = ? AND user = ?"),
      lines_(database,
             "SELECT item, name, order_lines.price_cents, quantity FROM order_lines "
             "JOIN items ON items.id = item WHERE order_id = ? ORDER BY item") {}

std::variant<Order, EmptyBasket, SoldOut> Orders::place(UserId user, std::string_view payment) {
  const auto lock = database_.lock();
  Transaction transaction(database_);
  std::vector<Line> lines;
  auto rows = basket_.query(user);
  while (rows.next()) {
    const Line& line = lines.emplace_back(read_line(rows));
    const bool can_run_out = !rows.is_null(4);
    if (can_run_out && rows.integer(4) < line.quantity) return SoldOut{line.name};
  }
  if (lines.empty()) return EmptyBasket{};

  for (const Line& line : lines) take_stock_.run(line.quantity, line.item);
  const std::int64_t total = total_cents(lines);
  insert_.run(user, payment, total);
  const OrderId id = database_.last_insert_id();
  insert_lines_.run(id, user);
  clear_basket_.run(user);
  transaction.commit();
  return Order{id, std::string(payment), total};
}

std::vector<Order> Orders::of_user(UserId user, std::int64_t limit) {
  const auto lock = database_.lock();
  std::vector<Order> orders;
  auto rows = of_user_.query(user, limit);
  while (rows.next()) orders.push_back(read(rows));
  return orders;
}

std::optional<Order> Orders::find(UserId user, OrderId id) {
  const auto lock = database_.lock();
  auto rows = find_.query(id, user);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<Line> Orders::lines(OrderId id) {
  const auto lock = database_.lock();
  std::vector<Line> lines;
  auto rows = lines_.query(id);
  while (rows.next()) lines.push_back(read_line(rows));
  return lines;
}

}  // namespace shop
