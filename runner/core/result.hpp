// A whole run as one value. Reporters are functions of it, the gate judges it; the live view has the same
// shape.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "runner/core/check.hpp"
#include "runner/core/comparison.hpp"
#include "runner/core/environment.hpp"
#include "runner/core/interval.hpp"
#include "runner/core/name_series.hpp"
#include "runner/core/scenario.hpp"
#include "runner/core/time_slice.hpp"
#include "runner/core/verdict.hpp"

namespace brood {

// What is known before the first sample; the journal's first line.
struct RunHeader {
  Scenario scenario;
  Environment environment;
  std::string started_at;  // ISO 8601, UTC, milliseconds
  bool operator==(const RunHeader&) const = default;
};

// How the run ended; the journal's last line.
struct RunFooter {
  EndedBy ended_by = EndedBy::unknown;
  std::string reason;  // for a person; with the tail of a log where that helps
  Nanos duration{};    // from the first release to the end of the run time
  Nanos drain{};
  bool operator==(const RunFooter&) const = default;
};

struct RequestKey {
  std::string method;
  std::string name;
  std::string text() const { return method.empty() ? name : method + ' ' + name; }
  auto operator<=>(const RequestKey&) const = default;
};

struct TaskRequestKey {
  std::string task;
  RequestKey request;
  auto operator<=>(const TaskRequestKey&) const = default;
};

struct ErrorGroup {
  ErrorCount example;  // count is the sum
  Nanos first{};       // end of the interval that saw it first
  Nanos last{};
  bool operator==(const ErrorGroup&) const = default;
};

// One point of the run's series: scalars of one interval.
struct SecondPoint {
  Nanos begin{};
  Nanos end{};
  bool drain = false;
  std::uint32_t users = 0;
  // Of all tasks and of all requests in this interval.
  struct Totals {
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    std::uint64_t p50 = 0, p95 = 0, p99 = 0;  // ns, 0 without passed samples
    std::uint64_t min = 0, max = 0, sum = 0;  // ns, likewise
    bool operator==(const Totals&) const = default;
  };
  Totals tasks;
  Totals requests;
  std::uint64_t lateness_p99 = 0;
  std::uint64_t stalls = 0;
  Nanos generator_cpu{};
  Nanos sut_cpu{};
  std::uint64_t sut_memory = 0;
  bool operator==(const SecondPoint&) const = default;
};

struct Result {
  RunHeader header;
  RunFooter footer;
  bool complete = false;       // has a footer, and ended by run time or iterations
  bool lacks_records = false;  // was read from a journal that is not whole

  std::map<std::string, Row> tasks;  // every selected task, also those that never ran
  std::map<RequestKey, Row> requests;
  std::map<TaskRequestKey, Row> by_task;
  Row all_tasks;
  Row all_requests;

  std::vector<ErrorGroup> errors;                             // most frequent first
  std::vector<ErrorGroup> skips;                              // why iterations skipped themselves, likewise
  std::map<std::string, std::vector<SlowIteration>> slowest;  // by task, slowest first, at most five
  std::vector<SecondPoint> series;
  NameSeries<std::string> task_series;
  NameSeries<RequestKey> request_series;
  std::vector<TimeSlice> slices;  // the same time, in at most TimeSlices::kMost parts with their histograms
  std::uint32_t peak_users = 0;
  std::uint64_t replaced_users = 0;
  ArrivalCounts arrivals;
  Generator generator;     // memory is the peak
  SutUsage sut;            // memory is the peak
  bool saturated = false;  // the generator was too late or too slow to be believed
  std::string saturation;  // why, in a sentence with figures
  std::vector<std::string> warnings;

  std::optional<Comparison> comparison;
  std::vector<Check> checks;
  Verdict verdict = Verdict::failed;

  Nanos duration() const { return footer.duration; }
};

// Whether the gate decided: the run came to its end, or a check that failed ended it, or has failed by what
// is left of a record that is not whole.
inline bool has_verdict(const Result& result) {
  const bool may_fail = result.footer.ended_by == EndedBy::threshold || result.lacks_records;
  return result.complete || (may_fail && result.verdict == Verdict::failed);
}

}  // namespace brood
