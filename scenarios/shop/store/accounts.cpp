#include "scenarios/shop/store/accounts.hpp"

#include <crypt.h>

#include <memory>

namespace shop {
namespace {

// SHA-512 with the fewest rounds crypt(3) allows: a demo must not spend its day on passwords.
constexpr const char* kHashPrefix = "$6$";
constexpr unsigned long kHashRounds = 1000;

std::string hash(const std::string& password, const std::string& setting) {
  const auto state = std::make_unique<crypt_data>();
  const char* result = crypt_r(password.c_str(), setting.c_str(), state.get());
  if (result == nullptr || result[0] == '*') throw std::runtime_error("crypt(3) cannot hash with " + setting);
  return result;
}

std::string fresh_salt() {
  char salt[CRYPT_GENSALT_OUTPUT_SIZE];
  if (crypt_gensalt_rn(kHashPrefix, kHashRounds, nullptr, 0, salt, sizeof salt) == nullptr)
    throw std::runtime_error("crypt(3) cannot make a salt");
  return salt;
}

}  // namespace

Accounts::Accounts(Database& database)
    : database_(database),
      insert_(database, "INSERT INTO users(name, password) VALUES (?, ?) ON CONFLICT DO NOTHING"),
      find_(database, "SELECT id, password FROM users WHERE name = ?") {}

std::optional<UserId> Accounts::add(std::string_view name, const std::string& password) {
  const std::string hashed = hash(password, fresh_salt());
  const auto lock = database_.lock();
  insert_.run(name, hashed);
  if (database_.changed_rows() == 0) return std::nullopt;
  return database_.last_insert_id();
}

std::optional<UserId> Accounts::authenticate(std::string_view name, const std::string& password) {
  UserId user = 0;
  std::string stored;
  {
    const auto lock = database_.lock();
    auto rows = find_.query(name);
    if (!rows.next()) return std::nullopt;
    user = rows.integer(0);
    stored = rows.text(1);
  }
  if (hash(password, stored) != stored) return std::nullopt;
  return user;
}

}  // namespace shop
