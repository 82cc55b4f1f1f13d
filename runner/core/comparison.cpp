#include "runner/core/comparison.hpp"

#include <algorithm>
#include <array>

namespace brood {

namespace {

constexpr std::array kFindings{Finding::passed, Finding::failed, Finding::inconclusive, Finding::improved,
                               Finding::untested};

// "browse/p95, browse/p99 and 3 more"
std::string names_of(const Comparison& comparison, Finding finding) {
  constexpr std::size_t kMost = 5;
  std::string text;
  std::size_t count = 0;
  for (const ComparedMetric& metric : comparison.metrics) {
    if (metric.finding != finding || ++count > kMost) continue;
    text += (text.empty() ? "" : ", ") + metric.name;
  }
  return count > kMost ? text + " and " + std::to_string(count - kMost) + " more" : text;
}

}  // namespace

std::string_view to_string(Finding finding) {
  switch (finding) {
    case Finding::passed:
      return "passed";
    case Finding::failed:
      return "failed";
    case Finding::inconclusive:
      return "inconclusive";
    case Finding::improved:
      return "improved";
    case Finding::untested:
      return "untested";
  }
  return "";
}

std::optional<Finding> finding_named(std::string_view name) {
  const auto found = std::find_if(kFindings.begin(), kFindings.end(),
                                  [&](Finding finding) { return to_string(finding) == name; });
  return found == kFindings.end() ? std::nullopt : std::optional(*found);
}

Check check_of(const Comparison& comparison) {
  Check check;
  check.text = "comparison with " + comparison.with;
  check.subject = Subject::run;
  check.verdict = Verdict::passed;
  const std::string worse = names_of(comparison, Finding::failed);
  const std::string doubtful = names_of(comparison, Finding::inconclusive);
  check.reason = worse.empty() ? "nothing is worse" : "worse: " + worse;
  if (!doubtful.empty()) check.reason += "; in doubt: " + doubtful;
  if (!comparison.reason.empty()) check.reason = comparison.reason + "; " + check.reason;
  if (comparison.finding == Finding::untested) check.reason = "nothing could be tested";
  if (!comparison.counts) return check;
  if (comparison.finding == Finding::untested) check.verdict = Verdict::inconclusive;
  if (comparison.finding == Finding::failed) check.verdict = Verdict::failed;
  if (comparison.finding == Finding::inconclusive) check.verdict = Verdict::inconclusive;
  return check;
}

}  // namespace brood
