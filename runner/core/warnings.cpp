#include "runner/core/warnings.hpp"

#include "runner/core/result_fold.hpp"
#include "runner/core/skips.hpp"

namespace brood {
namespace {

constexpr std::size_t kNamedTasks = 5;

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

// Of a run that ended early that would say nothing.
std::string idle_tasks(const Result& result) {
  if (!result.complete) return {};
  std::string names;
  std::size_t idle = 0;
  for (const auto& [name, row] : result.tasks) {
    if (!row.empty()) continue;
    if (++idle > kNamedTasks) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  if (idle == 0) return {};
  if (idle > kNamedTasks) names += " and " + std::to_string(idle - kNamedTasks) + " more";
  return counted(idle, "task was", "tasks were") + " selected but never got a turn: " + names +
         ". Run longer, or with more users.";
}

// A test that skips itself always is green in a pipeline and tests nothing.
std::string skipped_tasks(const Result& result) {
  std::uint64_t tasks = 0;
  std::string first;
  for (const auto& [name, row] : result.tasks) {
    if (row.skipped == 0 || row.skipped != row.count()) continue;
    if (tasks++ == 0) first = name;
  }
  if (tasks == 0) return {};
  return counted(tasks, "task", "tasks") + " skipped every iteration: " + first +
         (tasks > 1 ? " and others" : "") + "; " + commonest_skip(result, first) + '.';
}

std::string late_arrivals(const Result& result) {
  const ArrivalCounts& arrivals = result.arrivals;
  // The first of a run wait for their users to be made.
  if (arrivals.abandoned == 0 && arrivals.late() * 100 <= arrivals.due) return {};
  std::string text = "Of " + counted(arrivals.due, "arrival", "arrivals") + ' ' +
                     std::to_string(arrivals.late()) + " found no free user (of " +
                     std::to_string(result.header.scenario.users) + ')';
  if (const auto longest = arrivals.queued.max())
    text += ", waited up to " + human_duration(as_nanos(*longest));
  if (arrivals.abandoned > 0)
    text += ", and " + std::to_string(arrivals.abandoned) + " had not begun when the run ended";
  return text + ". Allow more with --max-users, or ask for less.";
}

std::string too_few_users(const Result& result) {
  const Scenario& scenario = result.header.scenario;
  if (scenario.stages || !result.complete || result.footer.ended_by != EndedBy::run_time ||
      result.peak_users >= scenario.users)
    return {};
  return "Only " + std::to_string(result.peak_users) + " of " + counted(scenario.users, "user", "users") +
         " had begun when the run ended. Run longer, or with a higher --spawn-rate.";
}

std::string too_many_requests(const Result& result) {
  if (!result.requests.contains({"", kOtherName})) return {};
  return "More than " + std::to_string(kMaxRequestNames) + " different requests: the rest is counted as " +
         kOtherName + ". Keep what changes, such as an id that is not a number, out of the URL's path.";
}

std::string lost_samples(const Result& result) {
  if (result.generator.lost == 0) return {};
  return counted(result.generator.lost, "sample was", "samples were") +
         " lost: a test overwrote memory that is not its own. The figures are too low by these.";
}

}  // namespace

std::vector<std::string> closing_warnings(const Result& result) {
  std::vector<std::string> warnings;
  for (std::string text :
       {result.saturation, late_arrivals(result), too_few_users(result), idle_tasks(result),
        skipped_tasks(result), too_many_requests(result), lost_samples(result)})
    if (!text.empty()) warnings.push_back(std::move(text));
  return warnings;
}

}  // namespace brood
