#include "runner/core/check_fold.hpp"

#include <utility>

#include "runner/core/glob.hpp"
#include "runner/core/result_fold.hpp"
#include "runner/core/saturation.hpp"
#include "runner/core/threshold_words.hpp"

namespace brood {
namespace {

using Window = Threshold::Window;

double seconds(Nanos duration) { return std::chrono::duration<double>(duration).count(); }

const Row* row_of(const Threshold& threshold, const RequestKey& key, const Result& result) {
  const auto found_in = [](const auto& rows, const auto& wanted) -> const Row* {
    const auto found = rows.find(wanted);
    return found == rows.end() ? nullptr : &found->second;
  };
  switch (threshold.subject) {
    case Subject::tasks:
      return &result.all_tasks;
    case Subject::requests:
      return &result.all_requests;
    case Subject::task:
      return found_in(result.tasks, key.name);
    case Subject::request:
      return found_in(result.requests, key);
    case Subject::sut:
    case Subject::run:
      break;
  }
  return nullptr;
}

}  // namespace

CheckFold::CheckFold(Threshold threshold)
    : threshold_(std::make_unique<const Threshold>(std::move(threshold))) {}

void CheckFold::observe(const Interval& interval, const Result& so_far) {
  if (interval.drain || (threshold_->window == Window::whole_run && !threshold_->abort)) return;
  end_ = interval.end;
  begins_.push_back(interval.begin);
  while (begins_.size() > 1 && end_ - begins_[1] >= threshold_->span) begins_.pop_front();
  was_full_ = was_full_ || is_full();
  if (has_rows(threshold_->subject)) add_rows(interval, so_far);
  else add_run(interval, so_far);
  for (auto& [text, name] : names_) {
    if (name.watch && !name.watch->broken()) close(name, interval, so_far);
  }
}

// One entry for each name that was seen, also for those that do not match, so that each is matched once.
CheckFold::Name& CheckFold::name_of(const RequestKey& key) {
  const auto [place, is_new] = names_.try_emplace(key.text());
  Name& name = place->second;
  if (is_new && (!takes_glob(threshold_->subject) || glob_match(threshold_->glob, place->first))) {
    name.key = key;
    name.watch = std::make_unique<Watch>(*threshold_);
  }
  return name;
}

void CheckFold::add_rows(const Interval& interval, const Result& so_far) {
  const auto add = [&](const RequestKey& key, const Row& row) {
    if (const Name& name = name_of(key); name.watch) name.watch->add(interval, row);
  };
  const bool apart = takes_glob(threshold_->subject);
  if (threshold_->subject == Subject::tasks || threshold_->subject == Subject::task) {
    for (const TaskRow& task : interval.tasks)
      add(apart ? RequestKey{"", task.task} : RequestKey{}, task.row);
    return;
  }
  for (const RequestRow& request : interval.requests) {
    const RequestKey key{request.method, request.name};
    const bool is_known = so_far.requests.contains(key);  // else there were too many names to keep
    add(!apart ? RequestKey{} : is_known ? key : RequestKey{"", kOtherName}, request.row);
  }
}

void CheckFold::add_run(const Interval& interval, const Result& so_far) {
  const std::uint64_t before = std::exchange(replaced_users_, so_far.replaced_users);
  name_of({}).watch->add(interval, replaced_users_ - before);
}

void CheckFold::close(Name& name, const Interval& interval, const Result& so_far) {
  name.watch->close({interval.begin, interval.end, begins_.front(), is_full(), so_far,
                     row_of(*threshold_, name.key, so_far)});
  if (!threshold_->abort || !name.watch->broken()) return;
  const bool has_value = name.watch->broken()->observed.has_value();
  name.aborts = !has_value || !suffers_from_saturation(threshold_->metric) || saturation(so_far).empty();
  if (!name.aborts || !abort_reason_.empty()) return;
  const Check check = broken_check(name.key.text(), *name.watch->broken());
  abort_reason_ = "stopped after " + format_duration(name.watch->broken()->at) + " by \"" + check.text + '"' +
                  (check.name.empty() ? "" : " [" + check.name + ']') + ": " + check.reason;
}

Check CheckFold::broken_check(const std::string& name, const Break& broken) const {
  const char* where = threshold_->window == Window::beginning ? " within the first " : " for ";
  Check check =
      broken.observed
          ? judge_value(*threshold_, name, *broken.observed)
          : no_data(*threshold_, name, why_absent(*threshold_) + where + format_duration(threshold_->span));
  check.at_s = seconds(broken.at);
  return check;
}

std::vector<Check> CheckFold::verdict(const Result& result) const {
  std::vector<Check> checks = judge_names(*threshold_, result, [&](const std::string& name, const Row* row) {
    return judge_name(result, name, row);
  });
  if (!result.lacks_records) return checks;
  for (Check& check : checks) check = excused_by_missing_records(std::move(check), *threshold_);
  return checks;
}

std::optional<Check> CheckFold::judge_name(const Result& result, const std::string& name,
                                           const Row* row) const {
  const auto found = names_.find(name);
  const Watch* watch = found == names_.end() ? nullptr : found->second.watch.get();
  if (watch != nullptr && watch->broken()) {
    Check check = broken_check(name, *watch->broken());
    if (found->second.aborts) return check;
    if (threshold_->window != Window::whole_run)
      return excused_by_saturation(std::move(check), *threshold_, result);
  }
  switch (threshold_->window) {
    case Window::whole_run:
      break;
    case Window::beginning:
      return judge_beginning(result, name, row, watch);
    case Window::each_second:
    case Window::sliding:
      if (watch != nullptr && watch->first()) return judge_windows(result, name, row, *watch);
  }
  return judge_whole_run(*threshold_, result, name, row);
}

// Of a name that was seen, and in no window broken.
Check CheckFold::judge_windows(const Result& result, const std::string& name, const Row* row,
                               const Watch& watch) const {
  if (watch.worst()) return judge_value(*threshold_, name, *watch.worst());
  if (!threshold_->metric.get(result, row)) return no_data(*threshold_, name, why_absent(*threshold_));
  Check check = no_data(*threshold_, name, "");
  const bool is_too_short = !was_full_ && !result.header.scenario.once;
  check.verdict = is_too_short ? Verdict::inconclusive : Verdict::passed;
  check.reason = was_full_
                     ? "seen for " + format_value(Unit::time, seconds(end_ - *watch.first())) +
                           " only, less than the window"
                     : "the run was shorter than the window: " + format_value(Unit::time, seconds(end_));
  return check;
}

// A request that came later has nothing to do with it. A task that had no turn has counts of zero.
std::optional<Check> CheckFold::judge_beginning(const Result& result, const std::string& name, const Row* row,
                                                const Watch* watch) const {
  const bool was_seen = watch != nullptr && watch->first();
  if (!was_seen && threshold_->subject == Subject::request) return std::nullopt;
  std::optional<double> value;
  if (was_seen) value = watch->worst() ? watch->worst() : watch->unjudged();
  else if (row != nullptr) value = make_stretch(threshold_->subject, false)->value(threshold_->metric, end_);
  if (value) return excused_by_saturation(judge_value(*threshold_, name, *value), *threshold_, result);
  const std::string why = has_rows(threshold_->subject)
                              ? "no sample within the first " + format_duration(threshold_->span)
                              : why_absent(*threshold_);
  return no_data(*threshold_, name, why);
}

}  // namespace brood
