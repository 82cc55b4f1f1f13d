#include <algorithm>
#include <filesystem>
#include <iostream>

#include "ci/command/baseline_folder.hpp"
#include "ci/command/baseline_text.hpp"
#include "ci/command/message.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "reporters/check_text.hpp"
#include "reporters/printable.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

void tell(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) say(std::cerr, "brood: " + problem + "; it is left as it is");
}

// Why a recorded run cannot be compared with.
Status check_recorded(const std::string& result, const Result& run, const Baseline& baseline) {
  const std::string which = "the run of " + in_quotes(result) + ' ';
  if (run.header.scenario.permits_failures)
    return Error{which + "is a duet's, whose load is another one; store a run of 'brood run'"};
  if (!is_time_stamp(baseline.started_at)) return Error{which + "does not say when it began"};
  const Status usable = check_usable(baseline);
  if (usable) return Done{};
  const std::string where = run.lacks_records ? ": " + end_reason(run.footer) : "";
  return Error{which + usable.error().message + where +
               "; only a run that came to its end and passed can be compared with"};
}

Expected<Baseline> recorded_baseline(const std::string& path) {
  RunFold figures;
  JournalReading how;
  how.on_header = [&](const RunHeader& header) { figures.observe(header); };
  how.on_interval = [&](const Interval& interval) { figures.observe(interval); };
  Expected<ResultFold> fold = open_recorded_run(path, how);
  if (!fold) return fold.error();
  const Result run = fold->finish();
  Baseline baseline = baseline_of(run, run.verdict, figures.end());
  if (const Status fit = check_recorded(path, run, baseline); !fit) return fit.error();
  if (std::find(run.warnings.begin(), run.warnings.end(), kUnsealedWarning) != run.warnings.end())
    std::cerr << "brood: " << in_quotes(path) << ": " << kUnsealedWarning << std::endl;
  return baseline;
}

// What a folder holds, or the one file.
Expected<StoredFiles> stored_at(const std::string& place) {
  std::error_code failure;
  if (std::filesystem::is_directory(place, failure)) return read_baseline_folder(place);
  Expected<Baseline> baseline = read_baseline_file(place);
  if (!baseline) return baseline.error();
  return StoredFiles{{{place, *std::move(baseline)}}, {}};
}

template <class Write>
ExitCode print_stored(const std::string& place, const StoredFiles& stored, const Write& write) {
  tell(stored.problems);
  return print_answer([&](std::ostream& out) {
    if (stored.files.empty()) out << "no stored runs in " << in_quotes(place) << '\n';
    else write(stored.files, terminal_style().width, out);
  });
}

}  // namespace

ExitCode baseline_add(const Command& command) {
  const Expected<Baseline> baseline = recorded_baseline(command.result);
  if (!baseline) return complain(std::cerr, baseline.error(), ExitCode::usage);
  const Expected<std::string> path = write_baseline(command.baselines, *baseline);
  if (!path) return complain(std::cerr, path.error(), ExitCode::no_verdict);
  return print_answer([&](std::ostream& out) { out << "Baseline recorded: " << one_line(*path) << '\n'; });
}

ExitCode baseline_list(const Command& command) {
  const Expected<StoredFiles> stored = read_baseline_folder(command.baselines);
  if (!stored) return complain(std::cerr, stored.error(), ExitCode::usage);
  return print_stored(command.baselines, *stored, write_baseline_list);
}

ExitCode baseline_show(const Command& command) {
  const Expected<StoredFiles> stored = stored_at(command.baselines);
  if (!stored) return complain(std::cerr, stored.error(), ExitCode::usage);
  return print_stored(command.baselines, *stored, write_baseline_groups);
}

ExitCode baseline_prune(const Command& command) {
  const Expected<Pruned> pruned = prune_baselines(command.baselines, command.keep);
  if (!pruned) return complain(std::cerr, pruned.error(), ExitCode::usage);
  tell(pruned->problems);
  return print_answer([&](std::ostream& out) {
    out << "removed " << pruned->removed.size() << ", kept " << pruned->kept << '\n';
  });
}

}  // namespace brood
