#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/shop/store/database.hpp"

namespace shop {

using UserId = std::int64_t;

// Who may buy. Thread-safe.
class Accounts {
 public:
  explicit Accounts(Database& database);

  // Nothing when the name is taken.
  std::optional<UserId> add(std::string_view name, const std::string& password);

  // The user of that name, if it has that password. Hashing takes a few 100 us of CPU, on purpose.
  std::optional<UserId> authenticate(std::string_view name, const std::string& password);

 private:
  Database& database_;
  Statement insert_;
  Statement find_;
};

}  // namespace shop
