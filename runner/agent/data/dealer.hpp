// Deals the rows of one table to users. What it knows lies in memory that is shared with all processes that
// are forked after it was made. Any of them may die at any instruction; no row is lost by that.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>

#include "brood/rows.hpp"

namespace brood::agent {

class Dealer {
 public:
  // Users have numbers below it. Memory of those that never ask is not used.
  static constexpr std::uint32_t kMostUsers = 1'000'000;

  // Precondition: there is a row. Throws std::bad_alloc.
  Dealer(std::size_t rows, AtEnd at_end);
  ~Dealer();
  Dealer(const Dealer&) = delete;
  Dealer& operator=(const Dealer&) = delete;

  // The next row of a round robin over all users; none at its end.
  std::optional<std::size_t> next();
  // The user's next draw. The same seed and user draw the same rows.
  std::size_t random(std::uint64_t seed, std::uint32_t user);
  // The row that the user has, or one that it has from now on; none if none is free.
  std::optional<std::size_t> lease(std::uint32_t user);
  // What the user has, if anything, is free again, or used up. Only when the user has ended.
  void give_back(std::uint32_t user);

 private:
  struct alignas(64) User {
    // The row that it has or is about to take, and 1; 0: none. It has that row if the row's owner says so.
    std::atomic<std::uint64_t> lease;
    std::atomic<std::uint64_t> draws;
  };
  // What begins the memory; the owner of each row follows: its user and 1, or 0.
  struct Shared {
    alignas(64) std::atomic<std::uint64_t> dealt;      // by next()
    alignas(64) std::atomic<std::uint64_t> look_from;  // a row that is likely to be free
    std::atomic<std::uint64_t> returned;               // how many rows were given back
    User users[kMostUsers];
  };
  std::atomic<std::uint32_t>* owners() const;
  std::size_t bytes() const;
  std::optional<std::size_t> find_free(User& user, std::uint32_t owner);

  const std::size_t rows_;
  const AtEnd at_end_;
  Shared* shared_;
  std::mutex one_lease_;  // threads of one user must not lease a row each
};

}  // namespace brood::agent
