// A metric of a comparison, and what was found of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ci/gate/shift_test.hpp"
#include "runner/core/comparison.hpp"

namespace brood {

enum class MetricKind : std::uint8_t { p50, p95, p99, throughput, errors };
inline constexpr std::array kLatencyKinds = {MetricKind::p50, MetricKind::p95, MetricKind::p99};
std::string_view to_string(MetricKind kind);
std::optional<MetricKind> metric_kind_named(std::string_view name);
// The share of values below a latency metric: 0.5, 0.95, 0.99.
double quantile_share(MetricKind kind);

struct GateMetric {
  std::string task;  // empty for throughput
  MetricKind kind = MetricKind::p50;

  std::string name() const;  // "browse/p95", "browse/errors", "throughput"
  bool operator==(const GateMetric&) const = default;
};

// Of the error metric of a task. Rates are shares of requests.
struct ErrorRates {
  double before = 0;
  double after = 0;
  double phi = 1;         // how clustered the errors of all tasks were
  double noticeable = 1;  // the smallest rate of the new version that would have been found
};

struct MetricResult {
  GateMetric metric;
  Finding finding = Finding::untested;
  std::string reason;                 // why untested or inconclusive, for a person; may be empty
  bool counts = false;                // a member of the family of tests, also with nothing left to test
  double p = 1;                       // of being worse
  double p_improved = 1;              // of being better; errors have none
  double adjusted_p = 1;              // Holm's: the error rate of the whole family at which this metric fails
  std::optional<ShiftSample> sample;  // latency and throughput, when tested
  std::optional<ShiftTest> test;      // the same
  std::optional<double> sensitivity;  // the same: "could have noticed", a share
  std::optional<ErrorRates> rates;    // errors, when tested
  std::optional<double> before;       // latency and throughput, when tested: means in the unit of the rounds
  std::optional<double> after;
};

// Sets the finding of each tested metric: failed what Holm rejects at `alpha`, improved what it rejects in
// the other direction (among those with a shift), inconclusive what has m * p < `end`, else passed; and each
// adjusted p. `results`: the whole family of m tests, and what does not count.
void find_each(std::vector<MetricResult>& results, double alpha, double end);
// The p-values of the family.
std::vector<double> family_of(const std::vector<MetricResult>& results);
bool any_is(const std::vector<MetricResult>& results, Finding finding);

}  // namespace brood
