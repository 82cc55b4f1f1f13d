#include "ci/gate/duet_judge.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "ci/gate/looks.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

std::string percent(double share) { return human_number(share * 100) + " %"; }

MetricResult* find_result(std::vector<MetricResult>& results, const std::string& name) {
  const auto named = [&](const MetricResult& result) { return result.metric.name() == name; };
  const auto found = std::find_if(results.begin(), results.end(), named);
  return found == results.end() ? nullptr : &*found;
}

// Why a metric does not see a slowdown of `limit`, or empty if it does.
std::string blindness(const MetricResult& result, double limit) {
  if (!result.sensitivity) return "+" + percent(limit) + " could not be seen: the metric is untested";
  if (*result.sensitivity <= limit) return {};
  const double longer = std::pow(*result.sensitivity / limit, 2);
  return "too noisy to see +" + percent(limit) + ": it could have noticed +" + percent(*result.sensitivity) +
         "; that needs about " + human_number(longer) + " times the rounds";
}

}  // namespace

Variances DuetReport::variances() const {
  Variances found;
  for (const MetricResult& result : metrics)
    if (result.sample) found[result.metric.name()] = result.sample->variance;
  return found;
}

std::string DuetReport::hindrance() const {
  for (const MetricResult& result : metrics)
    if (result.finding == Finding::untested) return result.metric.name() + ": " + result.reason;
  return "there are no tasks";
}

DuetJudge::DuetJudge(GateOptions options, std::vector<Variances> prior)
    : options_(std::move(options)), prior_(std::move(prior)) {
  assert(check_options(options_));
}

bool DuetJudge::observe(const Round& round) {
  assert(!final_);
  figures_.add(round);
  numbers_.push_back(round.number);
  if (figures_.rounds() < static_cast<std::size_t>(options_.looks[next_look_])) return false;
  final_ = look();
  ++next_look_;
  return final_;
}

bool DuetJudge::look() {
  const std::vector<bool> kept = figures_.quiet();
  // Chosen by how much there is of each metric, never by how it looks, so choosing again costs nothing.
  if (!list_.has_latency()) list_ = choose_metrics(figures_, kept);
  report_.rounds = static_cast<int>(figures_.rounds());
  report_.missing = list_.missing;
  report_.missing_fail = !options_.allow_missing_tasks;
  report_.noisy.clear();
  report_.unseen.clear();
  for (std::size_t round = 0; round < kept.size(); ++round)
    if (!kept[round]) report_.noisy.push_back(numbers_[round]);
  report_.metrics = test_metrics(list_, figures_, kept, prior_, options_);
  const double alpha = alpha_of_look(options_, next_look_);
  find_each(report_.metrics, alpha, options_.end);
  report_.looks.push_back({report_.rounds, alpha, doubt(family_of(report_.metrics)), {}});

  report_.verdict = verdict();
  if (!report_.verdict) report_.looks.back().why_longer = why_longer();
  const bool is_last = next_look_ + 1 == options_.looks.size();
  const bool is_hopeless = !list_.has_latency() && !list_.lacks_rounds;
  return report_.verdict || is_last || is_hopeless;
}

std::optional<Finding> DuetJudge::verdict() {
  std::optional<Finding> found = decide(options_, next_look_, family_of(report_.metrics));
  if (!report_.missing.empty() && report_.missing_fail) return Finding::failed;
  if (found == Finding::failed) return found;
  if (!list_.has_latency()) return std::nullopt;
  if (found != Finding::passed) return found;
  if (!sees_limits()) {
    const bool last = next_look_ + 1 == options_.looks.size();
    return last ? std::optional(Finding::inconclusive) : std::nullopt;
  }
  return any_is(report_.metrics, Finding::improved) ? Finding::improved : Finding::passed;
}

std::string DuetJudge::why_longer() const {
  if (!list_.has_latency()) return "there were too few quiet rounds";
  const Look& look = report_.looks.back();
  if (look.doubt >= options_.suspicion) return "a limit could not be seen yet";
  return "something looked worse, which may have been chance (m * min(p) = " + human_number(look.doubt) + ')';
}

bool DuetJudge::sees_limits() {
  for (const auto& [name, limit] : options_.limits) {
    MetricResult* result = find_result(report_.metrics, name);
    const std::string why = result == nullptr ? "there is no such metric" : blindness(*result, limit);
    if (why.empty()) continue;
    report_.unseen.push_back(name + ": " + why);
    if (result == nullptr) continue;
    if (result->finding != Finding::untested) result->finding = Finding::inconclusive;
    result->reason = why;
  }
  return report_.unseen.empty();
}

}  // namespace brood
