// Which users live in which process of the target, as the target said.
#pragma once

#include <cstdint>
#include <vector>

namespace brood {

class UserPlacement {
 public:
  // `said`: the slot of each user; users that it does not name have the slot of their own number. One that
  // does not exist becomes the first.
  UserPlacement(std::uint32_t users, std::uint32_t slots, const std::vector<std::uint32_t>& said)
      : slots_(users), users_(slots) {
    for (std::uint32_t user = 0; user < users; ++user) {
      const std::uint32_t slot = user < said.size() ? said[user] : user;
      slots_[user] = slot < slots ? slot : 0;
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
