#include "runner/agent/scenario/selection.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "runner/core/glob.hpp"

namespace brood::agent {

namespace {

constexpr unsigned kLargestWeight = 1'000'000;

bool any_matches(std::string_view patterns, std::string_view name) {
  for (std::size_t begin = 0; begin <= patterns.size();) {
    const std::string_view pattern = patterns.substr(begin, patterns.find(':', begin) - begin);
    if (!pattern.empty() && glob_match(pattern, name)) return true;
    begin += pattern.size() + 1;
  }
  return false;
}

bool share_one(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::any_of(some.begin(), some.end(), [&](const std::string& one) {
    return std::find(others.begin(), others.end(), one) != others.end();
  });
}

bool is_wanted(const UserClass::Task& task, const std::string& name, const Wanted& wanted) {
  return filter_selects(wanted.filter, name) && (wanted.tags.empty() || share_one(task.tags, wanted.tags)) &&
         !share_one(task.tags, wanted.no_tags);
}

const UserClass::Task* find_task(const UserClass& users, const std::string& name) {
  const auto found = std::find_if(users.tasks.begin(), users.tasks.end(),
                                  [&](const UserClass::Task& task) { return task.name == name; });
  return found == users.tasks.end() ? nullptr : &*found;
}

bool has_turn(const UserClass& users, const UserClass::Task& task) {
  if (!users.in_sequence) return task.weight > 0;
  const std::vector<std::string>& order = users.sequence;
  return order.empty() || std::find(order.begin(), order.end(), task.name) != order.end();
}

// Splits `users` in proportion to the weights; what rounding down leaves goes to the largest remainders.
std::vector<std::uint32_t> largest_remainder(const std::vector<double>& weights, std::uint32_t users) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::uint32_t> shares(weights.size(), 0);
  if (total == 0) return shares;
  std::vector<std::pair<double, std::size_t>> remainders;
  std::uint32_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double quota = users * weights[i] / total;
    shares[i] = static_cast<std::uint32_t>(quota);
    given += shares[i];
    remainders.emplace_back(shares[i] - quota, i);
  }
  std::stable_sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; given < users; ++i, ++given) ++shares[remainders[i].second];
  return shares;
}

}  // namespace

bool filter_selects(std::string_view filter, std::string_view name) {
  const std::size_t minus = filter.find('-');
  const std::string_view wanted = filter.substr(0, minus);
  const std::string_view unwanted =
      minus == std::string_view::npos ? std::string_view{} : filter.substr(minus + 1);
  return any_matches(wanted.empty() ? "*" : wanted, name) && !any_matches(unwanted, name);
}

Selection::Selection(const std::vector<std::unique_ptr<UserClass>>& classes, const Wanted& wanted) {
  if (classes.empty()) object("the scenario has no class of users: there is no BROOD_USER(...) in it");
  for (const auto& users : classes) check(*users);
  check_tags(classes, wanted);
  for (const auto& users : classes) select(*users, wanted);
  if (!classes_.empty() || !problem_.empty()) return;
  const auto idle = [](const auto& users) { return users->weight == 0 && users->fixed == 0; };
  if (std::all_of(classes.begin(), classes.end(), idle))
    object("no class would have a user: the weight of " + place_of(*classes.front()) +
           (classes.size() > 1 ? " and of all others" : "") + " is 0");
  else object("no task matches the filter '" + wanted.filter + "' and the tags");
}

void Selection::object(std::string problem) {
  if (problem_.empty()) problem_ = std::move(problem);
}

void Selection::check(const UserClass& users) {
  if (users.weight > kLargestWeight) object("the weight of " + place_of(users) + " is more than a million");
  if (users.tasks.empty()) object("the class " + place_of(users) + " has no task");
  for (const UserClass::Task& task : users.tasks) {
    if (task.name.empty()) object("a task of " + place_of(users) + " has no name");
    if (task.weight > kLargestWeight)
      object("the weight of " + users.name + '.' + task.name + " is more than a million, " + place_of(users));
    if (find_task(users, task.name) != &task)
      object("two tasks of " + place_of(users) + " are called " + task.name);
  }
  for (const std::string& name : users.sequence)
    if (find_task(users, name) == nullptr)
      object("the sequence of " + place_of(users) + " names '" + name + "', which is none of its tasks");
  const auto weightless = [](const UserClass::Task& task) { return task.weight == 0; };
  if (!users.in_sequence && std::all_of(users.tasks.begin(), users.tasks.end(), weightless))
    object("all tasks of " + place_of(users) + " have the weight 0");
}

void Selection::check_tags(const std::vector<std::unique_ptr<UserClass>>& classes, const Wanted& wanted) {
  std::set<std::string> known;
  for (const auto& users : classes)
    for (const UserClass::Task& task : users->tasks) known.insert(task.tags.begin(), task.tags.end());
  std::string list;
  for (const std::string& tag : known) list += (list.empty() ? "" : ", ") + tag;
  for (const auto* tags : {&wanted.tags, &wanted.no_tags})
    for (const std::string& tag : *tags)
      if (!known.contains(tag))
        object("no task has the tag '" + tag + "'; " +
               (list.empty() ? "there are no tags" : "there are: " + list));
}

void Selection::select(const UserClass& users, const Wanted& wanted) {
  if (users.weight == 0 && users.fixed == 0) return;
  auto selected = std::make_unique<SelectedClass>();
  selected->users = &users;
  selected->group = group_count();
  for (const UserClass::Task& task : users.tasks) {
    if (!has_turn(users, task) || !is_wanted(task, users.name + '.' + task.name, wanted)) continue;
    selected->tasks.push_back({&task, task_count()});
    selected->total_weight += task.weight;
    names_.push_back(users.name + '.' + task.name);
    groups_.push_back(selected->group);
  }
  if (selected->tasks.empty()) return;
  if (!users.sequence.empty()) {
    std::vector<SelectedClass::Task> sequence;
    for (const std::string& name : users.sequence)
      for (const SelectedClass::Task& task : selected->tasks)
        if (task.task->name == name) sequence.push_back(task);
    selected->tasks = std::move(sequence);
  }
  if (!selected->tasks.empty()) classes_.push_back(std::move(selected));
}

void Selection::share_out(std::uint32_t users) {
  std::vector<double> weights;
  for (const auto& one : classes_) {
    weights.push_back(one->users->fixed > 0 ? 0 : one->users->weight);
    for (unsigned i = 0; i < one->users->fixed && class_of_.size() < users; ++i)
      class_of_.push_back(one.get());
  }
  std::vector<std::uint32_t> left =
      largest_remainder(weights, users - static_cast<std::uint32_t>(class_of_.size()));
  const std::vector<std::uint32_t> shares = left;
  std::vector<double> credit(classes_.size(), 0);
  // Each user goes to the class that is owed most.
  while (class_of_.size() < users) {
    std::size_t most = classes_.size();
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      credit[c] += shares[c];
      if (left[c] > 0 && (most == classes_.size() || credit[c] > credit[most])) most = c;
    }
    if (most == classes_.size()) return;  // all classes are fixed: fewer users than wanted
    credit[most] -= std::accumulate(shares.begin(), shares.end(), 0.0);
    --left[most];
    class_of_.push_back(classes_[most].get());
  }
}

void Selection::one_of_each() {
  for (const auto& one : classes_) class_of_.push_back(one.get());
}

std::uint32_t Selection::place(std::uint32_t workers) {
  std::uint32_t shared = 0;
  for (const SelectedClass* users : class_of_) shared += users->is_isolated() ? 0 : 1;
  workers = std::min(workers, shared);
  std::uint32_t processes = workers;
  // Each class is spread for itself: numbers in turn could put all users of a class into one worker.
  std::vector<std::uint32_t> next(classes_.size());
  std::iota(next.begin(), next.end(), 0);
  for (const SelectedClass* users : class_of_) {
    if (users->is_isolated()) process_of_.push_back(processes++);
    else process_of_.push_back(next[users->group]++ % workers);
  }
  return processes;
}

std::vector<std::unique_ptr<UserClass>>& user_classes() {
  static std::vector<std::unique_ptr<UserClass>> classes;
  return classes;
}

}  // namespace brood::agent

namespace brood {

UserClass& keep_user_class(UserClass users) {
  agent::user_classes().push_back(std::make_unique<UserClass>(std::move(users)));
  return *agent::user_classes().back();
}

}  // namespace brood
