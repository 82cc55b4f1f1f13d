#include "ci/duet/round_run.hpp"

#include <filesystem>
#include <fstream>

#include "ci/duet/paired_run.hpp"
#include "ci/duet/side_fold.hpp"
#include "ci/duet/worked_seconds.hpp"
#include "runner/core/journal.hpp"
#include "runner/core/run_files.hpp"

namespace brood {

namespace {

struct Version {
  const char* name;
  const std::string& command;
  int slot;
  std::uint64_t turns;  // a bit for each of its own
};

PairedRun paired_run(const DuetPlan& plan, const Version& version, const RoundPlan& how, Placement placement,
                     std::uint16_t port, const std::string& folder) {
  PairedRun run{scenario_of_version(plan, version.command, port, placement, how.pace.round),
                folder + '/' + version.name,
                {}};
  if (how.pace.turns == 0) return run;
  const auto length = static_cast<std::uint64_t>(how.pace.round.count()) / how.pace.turns;
  run.turns = {static_cast<std::uint64_t>(kWarmUp.count()), length, how.pace.turns, version.turns};
  return run;
}

// Reads back what a run recorded. An error says why its journal is not whole.
Status read_side(const std::string& folder, SideFold& fold, WorkedSeconds& seconds) {
  std::ifstream journal(folder + '/' + kJournalFile, std::ios::binary);
  const Expected<ResultFold> read = read_journal(journal, {{}, [&](const Interval& interval) {
                                                             fold.observe(interval);
                                                             seconds.observe(interval);
                                                           }});
  if (!read) return read.error();
  const Result& run = read->so_far();
  if (run.complete) return Done{};
  return Error{run.lacks_records ? run.footer.reason
                                 : "the run ended by " + std::string(to_string(run.footer.ended_by))};
}

}  // namespace

std::string round_folder(const std::string& out, int number, int attempt) {
  if (number == 0) return out + "/rounds/rehearsal" + (attempt > 1 ? "." + std::to_string(attempt) : "");
  const std::string digits = std::to_string(number);
  return out + "/rounds/" + (digits.size() < 2 ? "0" : "") + digits +
         (attempt > 1 ? "." + std::to_string(attempt) : "");
}

RoundRun run_round(const DuetPlan& plan, const RoundPlan& how, Placement placement,
                   const std::array<std::uint16_t, 2>& ports, const std::string& folder,
                   const std::function<int()>& signals) {
  const std::uint64_t all = (std::uint64_t{1} << how.pace.turns) - 1;
  const std::array versions{Version{"old", plan.before, how.slot_of_before, how.turn_order & all},
                            Version{"new", plan.after, 1 - how.slot_of_before, ~how.turn_order & all}};
  const auto prepared = [&](const Version& version) {
    return paired_run(plan, version, how, placement, ports[static_cast<std::size_t>(version.slot)], folder);
  };
  const std::array<PairedRun, 2> runs{prepared(versions[0]), prepared(versions[1])};

  RoundRun done;
  done.round.number = how.number;
  const std::array<PairedEnd, 2> ends = run_paired(runs, signals);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i].complete) continue;
    // Of two, the one that was only stopped along is not to blame.
    const bool stopped_along =
        ends[i].reason.starts_with("stopped") || ends[i].reason.starts_with("interrupted");
    if (!done.problem.empty() && (stopped_along || (done.usage && !ends[i].usage))) continue;
    // A mistake in what was asked is no version's.
    done.usage = done.usage || ends[i].usage;
    done.problem = ends[i].usage ? ends[i].reason
                                 : std::string("the ") + versions[i].name + " version: " + ends[i].reason;
  }
  if (!done.problem.empty()) return done;

  const Nanos to = kWarmUp + how.pace.round;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    SideFold fold(kWarmUp, to, how.pace.worked(), !plan.scenario.is_open());
    WorkedSeconds seconds(kWarmUp, to, runs[i].turns);
    if (const Status whole = read_side(runs[i].out, fold, seconds); !whole) {
      done.problem = "the journal in " + runs[i].out + " is not whole: " + whole.error().message;
      return done;
    }
    (i == 0 ? done.round.before : done.round.after) = fold.side(versions[i].slot);
    if (i == 1) done.after = seconds.take();
  }
  return done;
}

}  // namespace brood
