#include "ci/gate/baseline.hpp"

#include <algorithm>

#include "ci/gate/baseline_json.hpp"
#include "runner/core/content_hash.hpp"
#include "runner/core/text.hpp"

namespace brood {

Baseline baseline_of(const Result& run, Verdict verdict, const RunFigures& figures) {
  Baseline baseline;
  baseline.started_at = run.header.started_at;
  baseline.name = run.header.scenario.name;
  baseline.machine = machine_of(run.header.environment);
  baseline.load = load_of(run.header.scenario);
  baseline.complete = run.complete;
  baseline.verdict = verdict;
  baseline.passed = run.all_tasks.passed;
  baseline.failed = run.all_tasks.failed;
  baseline.skipped = run.all_tasks.skipped;
  baseline.seconds = figures.seconds;
  baseline.quiet = figures.quiet;
  baseline.metrics = figures.metrics;
  return baseline;
}

Status check_usable(const Baseline& baseline) {
  if (!baseline.complete) return Error{"did not come to its end"};
  if (baseline.passed + baseline.failed == 0 && baseline.skipped > 0)
    return Error{"skipped every iteration, so it measured nothing"};
  if (baseline.verdict != Verdict::passed)
    return Error{baseline.verdict == Verdict::failed ? "failed" : "was inconclusive"};
  if (baseline.metrics.empty()) return Error{"is too short to measure anything"};
  return Done{};
}

bool is_time_stamp(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
  return std::equal(text.begin(), text.end(), kForm.begin(), kForm.end(),
                    [](char c, char form) { return form == '0' ? c >= '0' && c <= '9' : c == form; });
}

std::string file_name_of(const Baseline& baseline) {
  std::string time = baseline.started_at;
  std::replace(time.begin(), time.end(), ':', '-');
  return time + '-' + ContentHash().add(baseline_json(baseline)).text() + std::string(kBaselineEnding);
}

}  // namespace brood
