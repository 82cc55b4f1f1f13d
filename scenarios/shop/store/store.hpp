#pragma once

#include <cstdint>
#include <string>

#include "scenarios/shop/store/accounts.hpp"
#include "scenarios/shop/store/baskets.hpp"
#include "scenarios/shop/store/catalogue.hpp"
#include "scenarios/shop/store/database.hpp"
#include "scenarios/shop/store/orders.hpp"
#include "scenarios/shop/store/schema.hpp"

namespace shop {

// Everything the shop remembers on disk.
struct Store {
  Store(const std::string& path, std::int64_t limited_stock)
      : database(path, kSchema),
        accounts(database),
        catalogue(database, limited_stock),
        baskets(database),
        orders(database) {}

  Database database;
  Accounts accounts;
  Catalogue catalogue;
  Baskets baskets;
  Orders orders;
};

}  // namespace shop
