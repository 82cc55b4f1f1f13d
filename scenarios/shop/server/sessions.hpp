#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "scenarios/shop/store/accounts.hpp"

namespace shop {

// Who is logged in, by the token in their cookie. Kept in memory only: a restart logs everybody out.
// Thread-safe.
class Sessions {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Sessions(Clock::duration lifetime, std::function<Clock::time_point()> now = &Clock::now);

  // Returns a token that cannot be guessed.
  std::string open(UserId user);
  // Nothing for an unknown, closed or expired token.
  std::optional<UserId> find(const std::string& token);
  void close(const std::string& token);
  // Sessions in memory; expired ones go when the next one opens.
  std::size_t count();

 private:
  struct Session {
    std::string token;
    UserId user;
    Clock::time_point ends;
  };

  const Clock::duration lifetime_;
  const std::function<Clock::time_point()> now_;
  std::mutex mutex_;
  std::list<Session> oldest_first_;
  std::unordered_map<std::string, std::list<Session>::iterator> by_token_;
};

}  // namespace shop
