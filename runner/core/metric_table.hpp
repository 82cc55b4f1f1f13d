// Every metric once: name, unit, which direction is better, where it applies and how it is read off a result.
// Console, files and the threshold parser all work from this table; adding a metric is one row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "runner/core/metric_value.hpp"
#include "runner/core/result.hpp"

namespace brood {

enum class Better : std::uint8_t { lower, higher, neither };

// How a metric's value can move while the run goes on, which says when a limit on it is known to be broken.
enum class Course : std::uint8_t {
  free,   // up and down, as a percentile
  grows,  // never down, as a count
  falls,  // never up, as a minimum
  late    // not known before the run is over
};

// What a metric is asked of: a row (tasks, requests, one task, one request), the SUT or the run.
enum Scope : std::uint8_t {
  kRowScope = 1,
  kSutScope = 2,
  kRunScope = 4,
  kRequestScope = 8 /* rows of requests only */
};

struct Metric {
  std::string name;
  Unit unit;
  Better better;
  std::uint8_t scopes;  // of Scope
  std::string help;
  std::optional<double> (*read)(const Result& result, const Row* row, double quantile);
  Course course = Course::free;
  std::optional<double> quantile = std::nullopt;  // of percentiles, 0..1

  // The value in base units, or absent for no data. `row` is null for sut and run metrics.
  std::optional<double> get(const Result& result, const Row* row) const {
    return read(result, row, quantile.value_or(0));
  }
};

std::span<const Metric> metric_table();
// A row of the table, or null.
const Metric* find_metric(std::string_view name);
// Any metric by its name: a row of the table, a percentile of the same families such as p37 or wait.p99.99,
// or "passed + failed".
std::optional<Metric> metric_named(std::string_view name);

// Whether a generator that cannot keep up makes it worse: durations of samples and their phases, and their
// rate. What counts outcomes is none, since a failure stays one, nor is what describes the run or the SUT.
bool suffers_from_saturation(const Metric& metric);

}  // namespace brood
