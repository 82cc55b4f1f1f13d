// A class of users as a run uses it: which of its tasks are selected, and their numbers for brood.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "brood/user.hpp"

namespace brood::agent {

struct SelectedClass {
  const UserClass* users = nullptr;
  std::uint32_t group = 0;
  struct Task {
    const UserClass::Task* task = nullptr;
    std::uint32_t number = 0;
  };
  std::vector<Task> tasks;  // in sequence: in that order, some perhaps more than once
  std::uint64_t total_weight = 0;
  bool is_isolated() const { return users->isolation == Isolation::process; }
};

// "Shopper (shop.cpp:12)"
inline std::string place_of(const UserClass& users) {
  return users.name + " (" + users.file + ':' + std::to_string(users.line) + ')';
}

}  // namespace brood::agent
