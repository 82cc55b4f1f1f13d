#include "scenarios/shop/server/sessions.hpp"

#include <sys/random.h>

#include <array>
#include <stdexcept>

namespace shop {
namespace {

std::string fresh_token() {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("the system gives no random bytes");
  constexpr const char* kDigits = "0123456789abcdef";
  std::string token;
  for (const unsigned char byte : bytes) {
    token += kDigits[byte >> 4];
    token += kDigits[byte & 15];
  }
  return token;
}

}  // namespace

Sessions::Sessions(Clock::duration lifetime, std::function<Clock::time_point()> now)
    : lifetime_(lifetime), now_(std::move(now)) {}

std::string Sessions::open(UserId user) {
  std::string token = fresh_token();
  const std::lock_guard lock(mutex_);
  const auto now = now_();
  while (!oldest_first_.empty() && oldest_first_.front().ends <= now) {
    by_token_.erase(oldest_first_.front().token);
    oldest_first_.pop_front();
  }
  oldest_first_.push_back({token, user, now + lifetime_});
  by_token_.emplace(token, std::prev(oldest_first_.end()));
  return token;
}

std::optional<UserId> Sessions::find(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = by_token_.find(token);
  if (found == by_token_.end() || found->second->ends <= now_()) return std::nullopt;
  return found->second->user;
}

void Sessions::close(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = by_token_.find(token);
  if (found == by_token_.end()) return;
  oldest_first_.erase(found->second);
  by_token_.erase(found);
}

std::size_t Sessions::count() {
  const std::lock_guard lock(mutex_);
  return by_token_.size();
}

}  // namespace shop
