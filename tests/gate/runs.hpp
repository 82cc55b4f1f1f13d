// Runs that are told second by second, and stored ones.
#pragma once

#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "ci/gate/baseline.hpp"

namespace brood::testing {

// What one task did in a second: so many iterations of this length.
struct Did {
  std::string task;
  std::uint64_t count = 0;
  std::uint64_t ms = 10;
};

inline RunHeader header_of(const Scenario& scenario) { return {scenario, {}, "2026-11-26T15:04:05.123Z"}; }

class ToldRun {
 public:
  explicit ToldRun(const Scenario& scenario = {}) { fold_.observe(header_of(scenario)); }

  ToldRun& second(const std::vector<Did>& tasks, Nanos length = std::chrono::seconds{1}, bool drain = false) {
    Interval interval;
    interval.begin = end_;
    interval.end = end_ += length;
    interval.drain = drain;
    for (const Did& did : tasks) {
      Row row;
      row.passed = did.count;
      row.latency.record(did.ms * 1'000'000, did.count);
      interval.tasks.push_back({did.task, row});
    }
    fold_.observe(interval);
    return *this;
  }
  ToldRun& seconds(int count, const std::vector<Did>& tasks) {
    for (int i = 0; i < count; ++i) second(tasks);
    return *this;
  }
  RunFigures end() const { return fold_.end(); }

 private:
  RunFold fold_;
  Nanos end_{};
};

// e^y of a metric by its name: ns, or iterations a second; 0 if it was not measured.
inline double figure(const RunFigures& figures, const std::string& name) {
  for (const RunMetric& metric : figures.metrics)
    if (metric.metric.name() == name) return std::exp(metric.y);
  return 0;
}

// One of the day that many days after the first of November, with one metric of that latency.
inline Baseline stored_run(int day, double p95_ms = 200) {
  Baseline baseline;
  baseline.started_at =
      std::string("2026-11-") + (day < 10 ? "0" : "") + std::to_string(day) + "T12:00:00.000Z";
  baseline.name = "shop";
  baseline.machine = {{"cpu", "Fast"}, {"cores", "4"}};
  baseline.load = {{"target", "shop_tests"}, {"users", "20"}};
  baseline.complete = true;
  baseline.verdict = Verdict::passed;
  baseline.passed = 1000;
  baseline.seconds = baseline.quiet = 10;
  baseline.metrics = {{{"Shop.Buy", MetricKind::p95}, std::log(p95_ms * 1e6)},
                      {{"", MetricKind::throughput}, std::log(100)}};
  return baseline;
}

inline std::vector<Baseline> stored_runs(const std::vector<double>& p95_ms) {
  std::vector<Baseline> runs;
  for (std::size_t i = 0; i < p95_ms.size(); ++i)
    runs.push_back(stored_run(static_cast<int>(i) + 1, p95_ms[i]));
  return runs;
}

}  // namespace brood::testing
