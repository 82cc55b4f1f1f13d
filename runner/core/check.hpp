// One rule about a run, judged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/verdict.hpp"

namespace brood {

// What a rule speaks of: an aggregate, one task, one request, the SUT or the run.
enum class Subject : std::uint8_t { tasks, requests, task, request, sut, run };
inline bool has_rows(Subject subject) { return subject != Subject::sut && subject != Subject::run; }

struct Check {
  std::string text;  // the rule as written
  Subject subject = Subject::tasks;
  std::string name;  // the task, or "METHOD name", that it was judged on; empty for the others
  Verdict verdict = Verdict::failed;
  std::string observed;        // formatted; empty for no data
  std::string limit;           // formatted with its operator and window: "< 250ms for 10s"
  std::string reason;          // why it failed or is inconclusive, or passed without a value; else empty
  std::optional<double> at_s;  // when in the run it was broken first, where that is known
  bool by_default = false;     // in force without being asked for
  bool operator==(const Check&) const = default;
};

// Failed if any check failed, else inconclusive if any is, else passed.
Verdict overall(const std::vector<Check>& checks);

}  // namespace brood
