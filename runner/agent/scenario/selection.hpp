// Which classes and tasks of a scenario a run uses, and which user is of which class.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "brood/user.hpp"
#include "runner/agent/scenario/selected_class.hpp"

namespace brood::agent {

// The classes of this program; the one global there is.
std::vector<std::unique_ptr<UserClass>>& user_classes();

// gtest's syntax: patterns with * and ? between colons, after a minus those that are left out.
bool filter_selects(std::string_view filter, std::string_view name);

// Which tasks are wanted.
struct Wanted {
  std::string filter = "*";
  std::vector<std::string> tags{};     // not empty: only tasks with one of them
  std::vector<std::string> no_tags{};  // and with none of these
};

class Selection {
 public:
  // `classes` must outlive it.
  Selection(const std::vector<std::unique_ptr<UserClass>>& classes, const Wanted& wanted);

  // What makes the scenario impossible to run, with its class and line; empty: nothing.
  const std::string& problem() const { return problem_; }

  // Classes with `fixed` first, the others by weight: the shares are those of the largest remainder, evenly
  // mixed over the numbers. Once.
  void share_out(std::uint32_t users);
  // One user of each class, to do each task once. Instead of share_out().
  void one_of_each();
  const std::vector<const SelectedClass*>& class_of() const { return class_of_; }

  // Into how many processes the users go, and which goes where: those that are isolated have one each, the
  // others are spread over at most `workers`.
  std::uint32_t place(std::uint32_t workers);
  std::uint32_t process_of(std::uint32_t user) const { return process_of_[user]; }

  std::uint32_t task_count() const { return static_cast<std::uint32_t>(names_.size()); }
  const std::string& task_name(std::uint32_t task) const { return names_[task]; }
  std::uint32_t task_group(std::uint32_t task) const { return groups_[task]; }
  std::uint32_t group_count() const { return static_cast<std::uint32_t>(classes_.size()); }
  const std::string& group_name(std::uint32_t group) const { return classes_[group]->users->name; }

 private:
  void check(const UserClass& users);
  void check_tags(const std::vector<std::unique_ptr<UserClass>>& classes, const Wanted& wanted);
  void select(const UserClass& users, const Wanted& wanted);
  void object(std::string problem);

  std::vector<std::unique_ptr<SelectedClass>> classes_;
  std::vector<std::string> names_;     // of tasks
  std::vector<std::uint32_t> groups_;  // of tasks
  std::vector<const SelectedClass*> class_of_;
  std::vector<std::uint32_t> process_of_;
  std::string problem_;
};

}  // namespace brood::agent
