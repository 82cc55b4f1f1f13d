#include "runner/agent/data/dealer.hpp"

#include <sys/mman.h>

#include <new>
#include <stdexcept>

#include "brood/random.hpp"

namespace brood::agent {

Dealer::Dealer(std::size_t rows, AtEnd at_end) : rows_(rows), at_end_(at_end) {
  void* memory =
      mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  shared_ = static_cast<Shared*>(memory);  // zeros are what all of it begins with
}

Dealer::~Dealer() { munmap(shared_, bytes()); }

std::size_t Dealer::bytes() const { return sizeof(Shared) + rows_ * sizeof(std::atomic<std::uint32_t>); }

std::atomic<std::uint32_t>* Dealer::owners() const {
  return reinterpret_cast<std::atomic<std::uint32_t>*>(shared_ + 1);
}

std::optional<std::size_t> Dealer::next() {
  const std::uint64_t number = shared_->dealt.fetch_add(1, std::memory_order_relaxed);
  if (number < rows_) return number;
  if (at_end_ == AtEnd::stop) return std::nullopt;
  return number % rows_;
}

std::size_t Dealer::random(std::uint64_t seed, std::uint32_t user) {
  const std::uint64_t draw = shared_->users[user].draws.fetch_add(1, std::memory_order_relaxed);
  // A generator for each draw, so that processes share nothing but the count.
  const std::uint64_t of_user = Random(seed + std::uint64_t{user} + 1)();
  return Random(of_user ^ Random(draw)()).up_to(rows_ - 1);
}

std::optional<std::size_t> Dealer::lease(std::uint32_t user) {
  const std::lock_guard lock(one_lease_);
  User& mine = shared_->users[user];
  const std::uint32_t owner = user + 1;
  const std::uint64_t held = mine.lease.load();
  if (held != 0 && owners()[held - 1].load() == owner) return held - 1;
  for (;;) {
    const std::uint64_t returned = shared_->returned.load();
    if (const auto row = find_free(mine, owner)) return row;
    // Those behind and before the search may have changed places meanwhile.
    if (shared_->returned.load() == returned) return std::nullopt;
  }
}

std::optional<std::size_t> Dealer::find_free(User& user, std::uint32_t owner) {
  std::size_t row = shared_->look_from.load() % rows_;
  for (std::size_t i = 0; i < rows_; ++i, row = row + 1 == rows_ ? 0 : row + 1) {
    if (owners()[row].load() != 0) continue;
    user.lease.store(row + 1);  // first, so that the row is found if this process dies between the two
    std::uint32_t nobody = 0;
    if (!owners()[row].compare_exchange_strong(nobody, owner)) continue;
    shared_->look_from.store(row + 1);
    return row;
  }
  user.lease.store(0);
  return std::nullopt;
}

// In this order: if the giver dies between, it is done once more, and by then the row may be another's.
void Dealer::give_back(std::uint32_t user) {
  User& theirs = shared_->users[user];
  const std::uint64_t held = theirs.lease.load();
  if (held == 0) return;
  std::uint32_t owner = user + 1;
  if (at_end_ == AtEnd::recycle && owners()[held - 1].compare_exchange_strong(owner, 0))
    shared_->returned.fetch_add(1);
  theirs.lease.store(0);
}

}  // namespace brood::agent
