#include "runner/agent/scenario/selection.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <numeric>

namespace brood::agent {

namespace {

bool matches(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '*')
    return matches(pattern.substr(1), name) || (!name.empty() && matches(pattern, name.substr(1)));
  if (name.empty() || (pattern.front() != '?' && pattern.front() != name.front())) return false;
  return matches(pattern.substr(1), name.substr(1));
}

bool any_matches(std::string_view patterns, std::string_view name) {
  for (std::size_t begin = 0; begin <= patterns.size();) {
    const std::string_view pattern = patterns.substr(begin, patterns.find(':', begin) - begin);
    if (!pattern.empty() && matches(pattern, name)) return true;
    begin += pattern.size() + 1;
  }
  return false;
}

std::string place_of(const UserClass& users) {
  return users.name + " (" + users.file + ':' + std::to_string(users.line) + ')';
}

}  // namespace

bool filter_selects(std::string_view filter, std::string_view name) {
  const std::size_t minus = filter.find('-');
  const std::string_view wanted = filter.substr(0, minus);
  const std::string_view unwanted =
      minus == std::string_view::npos ? std::string_view{} : filter.substr(minus + 1);
  return any_matches(wanted.empty() ? "*" : wanted, name) && !any_matches(unwanted, name);
}

Selection::Selection(const std::vector<std::unique_ptr<UserClass>>& classes, std::string_view filter) {
  if (classes.empty()) problem_ = "the scenario has no class of users: there is no BROOD_USER(...) in it";
  for (const auto& users : classes) select(*users, filter);
  if (problem_.empty() && classes_.empty())
    problem_ = "no task matches the filter '" + std::string(filter) + "' (or its weight is 0)";
}

void Selection::select(const UserClass& users, std::string_view filter) {
  if (users.tasks.empty()) problem_ = "the class " + place_of(users) + " has no task";
  auto selected = std::make_unique<SelectedClass>();
  selected->users = &users;
  selected->group = group_count();
  for (const UserClass::Task& task : users.tasks) {
    const std::string name = users.name + '.' + task.name;
    const auto same = [&](const UserClass::Task& other) { return other.name == task.name; };
    if (std::count_if(users.tasks.begin(), users.tasks.end(), same) > 1)
      problem_ = "two tasks of " + place_of(users) + " are called " + task.name;
    if (task.weight == 0 || !filter_selects(filter, name)) continue;
    selected->tasks.push_back({&task, task_count()});
    names_.push_back(name);
    groups_.push_back(selected->group);
  }
  if (users.weight > 0 && !selected->tasks.empty()) classes_.push_back(std::move(selected));
}

void Selection::share_out(std::uint32_t users) {
  std::vector<double> credit(classes_.size(), 0);
  double total = 0;
  for (const auto& one : classes_) total += one->users->weight;
  // Each user goes to the class that is owed most.
  for (std::uint32_t i = 0; i < users; ++i) {
    for (std::size_t c = 0; c < classes_.size(); ++c) credit[c] += classes_[c]->users->weight / total;
    const auto most = std::max_element(credit.begin(), credit.end());
    *most -= 1;
    class_of_.push_back(classes_[static_cast<std::size_t>(most - credit.begin())].get());
  }
}

}  // namespace brood::agent
