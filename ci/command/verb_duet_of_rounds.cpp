#include <algorithm>
#include <iostream>

#include "ci/command/duet_rounds.hpp"
#include "ci/command/message.hpp"
#include "ci/command/verbs.hpp"
#include "ci/gate/duet_json.hpp"

namespace brood {
namespace {

Error untested(const DuetReport& report) {
  return Error{"no latency could be tested, so there is no verdict (" + report.hindrance() +
               "); make the rounds longer, have more of them, or raise the load"};
}

// What nobody should overlook, beside the answer.
Error doubts(const DuetReport& report) {
  std::string text = "inconclusive after " + std::to_string(report.rounds) + " rounds";
  for (const MetricResult& result : report.metrics) {
    if (result.finding == Finding::inconclusive)
      text += "\n  " + result.metric.name() +
              (result.reason.empty() ? ": looks slower, but it may be chance" : ": " + result.reason);
  }
  for (const std::string& unseen : report.unseen) text += "\n  " + unseen;
  return Error{text};
}

}  // namespace

ExitCode duet_of_rounds(const Command& command) {
  const Expected<DuetReport> report = judge_rounds(command.duet);
  if (!report) return complain(std::cerr, report.error(), ExitCode::usage);
  if (!report->verdict) return complain(std::cerr, untested(*report), ExitCode::no_verdict);
  const ExitCode shown = print_json(duet_json(*report));
  if (shown != ExitCode::passed) return shown;
  const ExitCode code = exit_code(*report->verdict, command.scenario.strict);
  return report->verdict == Finding::inconclusive ? complain(std::cerr, doubts(*report), code) : code;
}

}  // namespace brood
