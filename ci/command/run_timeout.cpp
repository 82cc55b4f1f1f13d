#include "ci/command/run_timeout.hpp"

namespace brood {

std::int64_t run_timeout_s(const Scenario& scenario) {
  using std::chrono::seconds;
  if (!scenario.run_time) return 0;
  // Users are forked before the clock starts; measured: a thousand in 3.3 s.
  constexpr std::uint32_t kBatch = 1000;
  const seconds start = seconds{5} * ((scenario.users + kBatch - 1) / kBatch);
  constexpr seconds kReports{30};
  const Nanos whole = 2 * scenario.ready_timeout + start + *scenario.run_time + scenario.task_timeout +
                      scenario.stop_timeout + kReports;
  return std::chrono::ceil<seconds>(whole).count();
}

std::int64_t duet_timeout_s(const Command& command) {
  using std::chrono::seconds;
  constexpr int kBesideRounds = 4;      // the rehearsal, and repeats
  constexpr seconds kStartAndStop{10};  // usual, of both versions and targets
  const Nanos round = command.duet.round.value_or(kLongestRound) + kWarmUp + kStartAndStop;
  const Nanos whole = (command.duet.gate.looks.back() + kBesideRounds) * round +
                      2 * command.scenario.ready_timeout + command.scenario.task_timeout +
                      command.scenario.stop_timeout;
  return std::chrono::ceil<seconds>(whole).count();
}

}  // namespace brood
