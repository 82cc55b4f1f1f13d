#include <filesystem>
#include <iostream>

#include "ci/command/baseline_folder.hpp"
#include "ci/command/baseline_text.hpp"
#include "ci/command/message.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

void tell(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems)
    std::cerr << "brood: " << problem << "; it is left as it is" << std::endl;
}

// Why a recorded run cannot be compared with.
Status check_recorded(const std::string& result, const Result& run, const Baseline& baseline) {
  const std::string which = "the run of " + in_quotes(result) + ' ';
  if (run.header.scenario.permits_failures)
    return Error{which + "is a duet's, whose load is another one; store a run of 'brood run'"};
  if (!is_time_stamp(baseline.started_at)) return Error{which + "does not say when it began"};
  const Status usable = check_usable(baseline);
  if (usable) return Done{};
  return Error{which + usable.error().message +
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

}  // namespace

ExitCode baseline_add(const Command& command) {
  const Expected<Baseline> baseline = recorded_baseline(command.result);
  if (!baseline) return complain(std::cerr, baseline.error(), ExitCode::usage);
  const Expected<std::string> path = write_baseline(command.baselines, *baseline);
  if (!path) return complain(std::cerr, path.error(), ExitCode::no_verdict);
  std::cout << "Baseline recorded: " << *path << '\n';
  return printed(std::cout, std::cerr);
}

ExitCode baseline_list(const Command& command) {
  const Expected<StoredFiles> stored = read_baseline_folder(command.baselines);
  if (!stored) return complain(std::cerr, stored.error(), ExitCode::usage);
  if (stored->files.empty()) std::cout << "no stored runs in " << in_quotes(command.baselines) << '\n';
  else write_baseline_list(stored->files, terminal_style().width, std::cout);
  tell(stored->problems);
  return printed(std::cout, std::cerr);
}

ExitCode baseline_show(const Command& command) {
  const Expected<StoredFiles> stored = stored_at(command.baselines);
  if (!stored) return complain(std::cerr, stored.error(), ExitCode::usage);
  if (stored->files.empty()) std::cout << "no stored runs in " << in_quotes(command.baselines) << '\n';
  else write_baseline_groups(stored->files, terminal_style().width, std::cout);
  tell(stored->problems);
  return printed(std::cout, std::cerr);
}

ExitCode baseline_prune(const Command& command) {
  const Expected<Pruned> pruned = prune_baselines(command.baselines, command.keep);
  if (!pruned) return complain(std::cerr, pruned.error(), ExitCode::usage);
  std::cout << "removed " << pruned->removed.size() << ", kept " << pruned->kept << '\n';
  tell(pruned->problems);
  return printed(std::cout, std::cerr);
}

}  // namespace brood
