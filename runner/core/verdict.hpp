// What a check, and the gate of all checks, can say.
#pragma once

#include <cstdint>
#include <string_view>

namespace brood {

enum class Verdict : std::uint8_t { passed, failed, inconclusive };
std::string_view to_string(Verdict verdict);

// Why a run is over. A run is complete only if it ended by `run_time` or `iterations`. One that ended by a
// `threshold` is not, but has a verdict, and so may one whose journal is not whole: see has_verdict().
enum class EndedBy : std::uint8_t {
  run_time,
  iterations,  // the shared budget is used up, or each test ran once
  threshold,   // a check that may abort the run was broken
  signal,
  target_died,
  sut_died,
  environment_failed,  // the target's own global set-up failed or skipped
  not_ready,           // target or SUT never got ready
  corrupted,           // a test wrote over the memory that brood shares with the target
  unknown,             // the journal stops without a footer
  damaged              // the journal is not as a run wrote it
};
std::string_view to_string(EndedBy ended_by);

}  // namespace brood
