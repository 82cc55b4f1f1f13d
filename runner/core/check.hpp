// One rule about a run, judged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/verdict.hpp"

namespace brood {

struct Result;
struct Threshold;

// What a rule speaks of: an aggregate, one task, one request, the SUT or the run.
enum class Subject : std::uint8_t { tasks, requests, task, request, sut, run };

struct Check {
  std::string text;  // the rule as written
  Subject subject = Subject::tasks;
  std::string name;  // the task, or "METHOD name", that it was judged on; empty for the others
  Verdict verdict = Verdict::failed;
  std::string observed;        // formatted; empty for no data
  std::string limit;           // formatted with its operator: "< 250ms"
  std::string reason;          // why it failed or is inconclusive; empty when passed
  std::optional<double> at_s;  // when in the run, where that is known
  bool by_default = false;     // in force without being asked for
  bool operator==(const Check&) const = default;
};

// Judges one threshold: a check for each match of its selector, or one failed check for "no data". Where the
// generator was saturated, a failed check of latency or rate is inconclusive.
std::vector<Check> judge(const Threshold& threshold, const Result& result);

// Judges all thresholds of a run and those always in force: `tasks: count > 0`, and `task '*': failures == 0`
// unless a given one speaks of failures or error_rate of `tasks` or any `task`. A text that does not parse is
// a failed check.
std::vector<Check> judge_all(const std::vector<std::string>& thresholds, const Result& result);

// Failed if any check failed, else inconclusive if any is, else passed.
Verdict overall(const std::vector<Check>& checks);

}  // namespace brood
