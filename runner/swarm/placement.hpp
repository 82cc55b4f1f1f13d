// Which users live in which process of the target, as the target said.
#pragma once

#include <cstdint>
#include <vector>

#include "runner/channel/layout.hpp"

namespace brood {

class Placement {
 public:
  // Reads it from the shared memory once. A user of a slot that does not exist is put into the first one.
  explicit Placement(const channel::Layout& layout)
      : slots_(layout.user_count()), users_(layout.slot_count()) {
    for (std::uint32_t user = 0; user < slots_.size(); ++user) {
      const std::uint32_t said = layout.user(user).slot.load(std::memory_order_relaxed);
      slots_[user] = said < users_.size() ? said : 0;
      users_[slots_[user]].push_back(user);
    }
  }

  std::uint32_t slot_of(std::uint32_t user) const { return slots_[user]; }
  const std::vector<std::uint32_t>& users_of(std::uint32_t slot) const { return users_[slot]; }

 private:
  std::vector<std::uint32_t> slots_;
  std::vector<std::vector<std::uint32_t>> users_;
};

}  // namespace brood
