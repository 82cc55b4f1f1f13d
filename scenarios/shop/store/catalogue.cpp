#include "scenarios/shop/store/catalogue.hpp"

#include <array>

namespace shop {
namespace {

constexpr ItemId kLimitedEdition = 13;

constexpr std::array kMaterials = {"Oak",  "Walnut", "Linen", "Wool",    "Copper", "Brass", "Glass",
                                   "Clay", "Slate",  "Cork",  "Leather", "Bamboo", "Steel", "Paper",
                                   "Silk", "Marble", "Felt",  "Rattan",  "Enamel", "Birch"};
constexpr std::array kThings = {"Lamp",   "Chair",  "Kettle",  "Notebook", "Basket", "Clock", "Tray",
                                "Mirror", "Teapot", "Stool",   "Vase",     "Bowl",   "Shelf", "Blanket",
                                "Candle", "Frame",  "Coaster", "Pitcher",  "Box",    "Brush", "Bench",
                                "Cup",    "Plate",  "Rug",     "Hook"};

Item read(const Rows& rows) {
  Item item{rows.integer(0), rows.text(1), rows.integer(2), std::nullopt};
  if (!rows.is_null(3)) item.stock = rows.integer(3);
  return item;
}

std::vector<Item> read_all(Rows& rows) {
  std::vector<Item> items;
  while (rows.next()) items.push_back(read(rows));
  return items;
}

void fill(Database& database) {
  Statement insert(database, "INSERT OR IGNORE INTO items(id, name, price_cents) VALUES (?, ?, ?)");
  ItemId id = 0;
  for (const char* thing : kThings) {
    for (const char* material : kMaterials) {
      ++id;
      std::string name = std::string(material) + " " + thing;
      if (id == kLimitedEdition) name += ", limited edition";
      insert.run(id, name, 195 + id * 37 % 9900);
    }
  }
}

}  // namespace

Catalogue::Catalogue(Database& database, std::int64_t limited_stock)
    : database_(database),
      page_(database, "SELECT id, name, price_cents, stock FROM items WHERE id > ? ORDER BY id LIMIT ?"),
      search_(database,
              "SELECT id, name, price_cents, stock FROM items WHERE instr(lower(name), lower(?)) > 0 "
              "ORDER BY id LIMIT ?"),
      find_(database, "SELECT id, name, price_cents, stock FROM items WHERE id = ?"),
      latest_(database, "SELECT max(id) FROM items") {
  const auto lock = database_.lock();
  Transaction transaction(database_);
  fill(database_);
  Statement(database_, "UPDATE items SET stock = ? WHERE id = ?").run(limited_stock, kLimitedEdition);
  transaction.commit();
}

std::vector<Item> Catalogue::page(ItemId after, std::int64_t limit) {
  const auto lock = database_.lock();
  auto rows = page_.query(after, limit);
  return read_all(rows);
}

std::vector<Item> Catalogue::search(std::string_view text, std::int64_t limit) {
  const auto lock = database_.lock();
  auto rows = search_.query(text, limit);
  return read_all(rows);
}

std::optional<Item> Catalogue::find(ItemId id) {
  const auto lock = database_.lock();
  auto rows = find_.query(id);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

ItemId Catalogue::latest() {
  const auto lock = database_.lock();
  auto rows = latest_.query();
  rows.next();
  return rows.integer(0);
}

}  // namespace shop
