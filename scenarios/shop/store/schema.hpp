#pragma once

namespace shop {

// Every lookup that a request makes has an index, so that no request slows down as the shop grows.
inline constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS users (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL            -- salted hash in the format of crypt(3)
);
CREATE TABLE IF NOT EXISTS items (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  price_cents INTEGER NOT NULL,
  stock       INTEGER CHECK (stock >= 0)  -- NULL: made to order, never runs out
);
CREATE TABLE IF NOT EXISTS basket_lines (
  user     INTEGER NOT NULL REFERENCES users(id),
  item     INTEGER NOT NULL REFERENCES items(id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (user, item)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS orders (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user        INTEGER NOT NULL REFERENCES users(id),
  payment     TEXT NOT NULL,
  total_cents INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS orders_of_user ON orders(user, id);
CREATE TABLE IF NOT EXISTS order_lines (
  order_id    INTEGER NOT NULL REFERENCES orders(id),
  item        INTEGER NOT NULL REFERENCES items(id),
  quantity    INTEGER NOT NULL,
  price_cents INTEGER NOT NULL,
  PRIMARY KEY (order_id, item)
) WITHOUT ROWID;
)sql";

}  // namespace shop
