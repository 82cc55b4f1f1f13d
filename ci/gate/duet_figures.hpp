// The rounds of a duet, as far as they are needed to judge it: a few figures for each task and round, so
// histograms need not be kept.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ci/gate/error_test.hpp"
#include "ci/gate/gate_metric.hpp"
#include "ci/gate/round.hpp"

namespace brood {

// One version of one task in one round.
struct TaskFigures {
  std::uint64_t requests = 0;
  std::uint64_t errors = 0;
  std::array<std::optional<Quantile>, kLatencyKinds.size()> latency;  // by kind; `value` is a logarithm here
};

struct TaskPair {
  TaskFigures before;
  TaskFigures after;
};

// The shifts of one metric in the rounds that are kept and have it in both versions.
struct Shifts {
  std::vector<double> values;
  double width_squares = 0;  // mean square of the buckets' widths
  double before = 0;         // geometric means of what was measured, in the unit of the rounds
  double after = 0;
};

class DuetFigures {
 public:
  void add(const Round& round);

  std::size_t rounds() const { return throughput_.size(); }
  // A pair for each round; of a task that came later, empty ones before.
  const std::map<std::string, std::vector<TaskPair>>& tasks() const { return tasks_; }

  // Of each round how slow both versions were: the mean over tasks and versions of ln p50. By the tasks that
  // have latencies in every round; empty without any.
  std::vector<double> pressure() const;
  // For each round whether it is quiet. Without pressures all are.
  std::vector<bool> quiet() const;
  // Precondition: a latency or throughput metric; `kept` has an entry for each round.
  Shifts shifts(const GateMetric& metric, const std::vector<bool>& kept) const;
  // Median over rounds of the smaller of both versions' requests. Precondition for both: a known task.
  double requests_of_round(const std::string& task) const;
  // Over all rounds.
  ErrorCounts errors(const std::string& task) const;
  bool has_throughput() const;

 private:
  std::map<std::string, std::vector<TaskPair>> tasks_;
  struct Throughput {
    double before = 0;  // logarithms
    double after = 0;
  };
  static std::optional<Throughput> throughput_of(const Round& round);

  std::vector<std::optional<Throughput>> throughput_;  // of each round
};

}  // namespace brood
