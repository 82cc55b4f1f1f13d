// Which classes and tasks of a scenario a run uses, and which user is of which class.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "brood/user.hpp"
#include "runner/agent/scenario/user_host.hpp"

namespace brood::agent {

// gtest's syntax: patterns with * and ? between colons, after a minus those that are left out.
bool filter_selects(std::string_view filter, std::string_view name);

class Selection {
 public:
  // `classes` must outlive it.
  Selection(const std::vector<std::unique_ptr<UserClass>>& classes, std::string_view filter);

  // What makes the scenario impossible to run, with its class and line; empty: nothing.
  std::string problem() const { return problem_; }

  // Users by weight: the shares are exact up to one user (largest remainder), and evenly mixed over the
  // numbers.
  void share_out(std::uint32_t users);
  const std::vector<const SelectedClass*>& class_of() const { return class_of_; }

  std::uint32_t task_count() const { return static_cast<std::uint32_t>(names_.size()); }
  const std::string& task_name(std::uint32_t task) const { return names_[task]; }
  std::uint32_t task_group(std::uint32_t task) const { return groups_[task]; }
  std::uint32_t group_count() const { return static_cast<std::uint32_t>(classes_.size()); }
  const std::string& group_name(std::uint32_t group) const { return classes_[group]->users->name; }

 private:
  void select(const UserClass& users, std::string_view filter);

  std::vector<std::unique_ptr<SelectedClass>> classes_;
  std::vector<std::string> names_;     // of tasks
  std::vector<std::uint32_t> groups_;  // of tasks
  std::vector<const SelectedClass*> class_of_;
  std::string problem_;
};

}  // namespace brood::agent
