// All samples that ended in one second of a run, aggregated, and how the run was doing then. Intervals follow
// one another without gap; the last before the end of the run time may be shorter, and those of the drain
// after it are marked. The journal stores intervals and everything else is derived from them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runner/core/row.hpp"
#include "runner/core/units.hpp"

namespace brood {

struct TaskRow {
  std::string task;
  Row row;
  bool operator==(const TaskRow&) const = default;
};

// Requests are kept apart by the task that made them ("" for none); a request's own row is the sum over its
// tasks.
struct RequestRow {
  std::string task;
  std::string method;
  std::string name;
  Row row;
  bool operator==(const RequestRow&) const = default;
};

// A group of like failures: same place and the same message but for its digits.
struct ErrorCount {
  std::string where;    // "file:line", or empty
  std::string message;  // one example, the first seen
  std::string task;     // the task that failed or made the request; empty when outside any
  std::string method;   // set for failed requests
  std::string name;
  std::uint64_t count = 0;
  bool operator==(const ErrorCount&) const = default;
};

struct SlowRequest {
  std::string method;
  std::string name;
  Nanos offset{};  // from the iteration's start
  Nanos duration{};
  int status = 0;
  Outcome outcome = Outcome::passed;
  bool operator==(const SlowRequest&) const = default;
};

// An iteration that, when it ended, was among the five slowest of its task so far.
struct SlowIteration {
  std::string task;
  std::uint32_t user = 0;
  Nanos start{};  // since the run's start
  Nanos duration{};
  Outcome outcome = Outcome::passed;
  std::vector<SlowRequest> requests;  // at most the first 100
  std::uint64_t more_requests = 0;    // how many were left out
  bool operator==(const SlowIteration&) const = default;
};

// The load generator's own health.
struct Generator {
  std::uint64_t stalls = 0;  // times a user waited because its samples were not taken yet
  Nanos stalled{};           // sum of those waits
  Histogram lateness{2};     // ns between when something should have happened and when it did
  Nanos cpu{};               // of brood itself
  std::uint64_t memory = 0;  // bytes, brood's resident set at the interval's end
  std::uint64_t lost = 0;    // samples lost to a user that overwrote its own channel
  bool operator==(const Generator&) const = default;
};

// Of an open model: iterations that were to begin at given times.
struct ArrivalCounts {
  std::uint64_t due = 0;
  std::uint64_t abandoned = 0;  // of those due, had not begun when the run ended
  Histogram queued{2};          // ns, of those that found no free user: how long until one was
  std::uint64_t late() const { return queued.count() + abandoned; }
  bool operator==(const ArrivalCounts&) const = default;
};

struct SutUsage {
  bool known = false;
  Nanos cpu{};
  std::uint64_t memory = 0;  // bytes at the interval's end
  bool operator==(const SutUsage&) const = default;
};

struct Interval {
  Nanos begin{};  // since the run's start (first release)
  Nanos end{};
  bool drain = false;
  std::uint32_t users = 0;  // the most that ran at once within it
  std::vector<TaskRow> tasks;
  std::vector<RequestRow> requests;
  std::vector<ErrorCount> errors;
  std::vector<ErrorCount> skips;  // why iterations skipped themselves: of the same shape
  std::vector<SlowIteration> slowest;
  ArrivalCounts arrivals;
  Generator generator;
  SutUsage sut;
  bool operator==(const Interval&) const = default;
};

}  // namespace brood
