// Judges a duet while it runs: is fed its rounds, looks at all of them from time to time, and says when it is
// sure enough to stop.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ci/gate/duet_figures.hpp"
#include "ci/gate/duet_metrics.hpp"
#include "ci/gate/gate_metric.hpp"
#include "ci/gate/gate_options.hpp"
#include "ci/gate/prior.hpp"
#include "ci/gate/round.hpp"

namespace brood {

// One look, for whoever asks why it went on longer.
struct Look {
  int rounds = 0;
  double alpha = 0;        // this look's own share
  double doubt = 0;        // m * min(p)
  std::string why_longer;  // why another look was needed; empty: it was not
};

struct DuetReport {
  // Of all metrics; passed, failed, inconclusive or improved. Absent when no latency could be tested and
  // nothing failed: that is no verdict, and never a pass. Absent also while more rounds are needed.
  std::optional<Finding> verdict;
  int rounds = 0;
  std::vector<int> noisy;             // numbers of rounds that were left out of latency and throughput
  std::vector<MetricResult> metrics;  // tested ones first
  std::vector<MissingTask> missing;
  bool missing_fail = true;         // missing tasks are not allowed
  std::vector<std::string> unseen;  // limits that could not be seen, and why
  std::vector<Look> looks;

  // What a later duet wants to know, by name of a metric.
  Variances variances() const;
  // Why there is no verdict: a metric that could not be tested, and the reason.
  std::string hindrance() const;
};

class DuetJudge {
 public:
  // `prior`: earlier duets of the same machine and scenario, oldest first. Precondition: the options are
  // right (check_options).
  DuetJudge(GateOptions options, std::vector<Variances> prior);

  // False: another round is needed. True: the report is final. Precondition: it was not final yet.
  bool observe(const Round& round);
  // As of the latest look; empty before the first.
  const DuetReport& report() const { return report_; }

 private:
  bool look();
  std::optional<Finding> verdict();
  bool sees_limits();
  std::string why_longer() const;

  GateOptions options_;
  std::vector<Variances> prior_;
  DuetFigures figures_;
  std::vector<int> numbers_;  // of the rounds
  MetricList list_;
  DuetReport report_;
  std::size_t next_look_ = 0;
  bool final_ = false;
};

}  // namespace brood
