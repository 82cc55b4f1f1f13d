// A stress run from start to end: starts the SUT and the target under a keeper, parks and releases the users,
// collects their samples into intervals and a journal, drains, and stops everything.
//
// It runs on the calling thread. SIGINT and SIGTERM are taken over while it runs: the first stops gently, the
// second at once. The calling process must be single-threaded, since the keeper is forked from it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "runner/channel/turns.hpp"

#include "runner/core/expected.hpp"
#include "runner/core/result.hpp"
#include "runner/swarm/output_folder.hpp"

namespace brood {

// When a run's clock starts, in channel::now_ns() time, and when it may work.
struct Start {
  std::uint64_t at = 0;
  channel::Turns turns{};
};

// How a run compares with others, asked for right before its footer is written. `run` has all that is in the
// journal, and its footer; `own` is its verdict without a comparison.
using Compare = std::function<std::optional<Comparison>(const Result& run, Verdict own)>;

// Each may be empty.
struct RunHooks {
  // After each interval, with the run so far.
  std::function<void(const Result& so_far)> on_interval{};
  // Called over and over when all users are ready, until it says when they begin; to be quick. For runs that
  // begin together.
  std::function<std::optional<Start>()> start{};
  // What is recorded: the header once, then each interval.
  std::function<void(const RunHeader&)> on_header{};
  std::function<void(const Interval&)> on_recorded{};
  Compare compare{};  // not of runs that ended before any load
};

// An error means that nothing was run and nothing written (exit code 2): journal.jsonl, target.log and
// sut.log of an earlier run in `out` are what they were. Everything else that can go wrong is told by the
// result's footer.
Expected<Result> run_scenario(const Scenario& asked, const OutputFolder& out, const RunHooks& hooks);

// The full names of the tasks that a target would run, one by one; sets up no Environment (brood list).
Expected<std::vector<std::string>> list_tasks(const Scenario& scenario);

// Whether `path` can be a target: exists, is an executable ELF file, and carries this version's
// `brood.protocol` note. The error says which of these is wrong and what to do.
Status check_target(const std::string& path);

}  // namespace brood
