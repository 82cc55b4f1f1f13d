// How a run compares with another version of the system under test, or with earlier runs of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runner/core/check.hpp"
#include "runner/core/metric_value.hpp"
#include "runner/core/verdict.hpp"

namespace brood {

// What a comparison can say, of one metric and of all.
enum class Finding : std::uint8_t {
  passed,
  failed,        // worse than before, beyond doubt and beyond the floor
  inconclusive,  // neither worse beyond doubt nor without suspicion
  improved,      // passed, and better beyond doubt
  untested       // of a metric only: there was too little to test
};
std::string_view to_string(Finding finding);
std::optional<Finding> finding_named(std::string_view name);

struct ComparedMetric {
  std::string name;  // "browse/p95", "browse/errors", "throughput"; of a task that is missing its name
  Unit unit = Unit::time;
  Finding finding = Finding::untested;
  std::string reason;  // why untested or inconclusive; may be empty
  // In base units; absent where it was not measured.
  std::optional<double> before;
  std::optional<double> after;
  // after / before, from both side by side, and its 95 % interval. Errors have none.
  std::optional<double> ratio;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> p;  // of a difference as bad as this when there is none beyond the floor
  // The change for the worse, as ratio - 1, that would have been noticed; of errors the rate.
  std::optional<double> noticeable;

  bool operator==(const ComparedMetric&) const = default;
};

struct Comparison {
  std::string with;  // "the old version", "7 stored runs"
  Finding finding = Finding::passed;
  std::string reason;           // of the finding, in a sentence; may be empty
  bool counts = true;           // false: it is told and fails nothing
  std::optional<double> floor;  // a change of times or throughput, as ratio - 1, that is too small to matter
  std::vector<ComparedMetric> metrics;
  std::vector<std::string> remarks;  // how it was made: rounds, seed, what was compared with and what was not

  bool operator==(const Comparison&) const = default;
};

// The comparison among a run's checks: where it counts, failed if it is that, inconclusive if it is that or
// tested nothing; else passed.
Check check_of(const Comparison& comparison);

}  // namespace brood
