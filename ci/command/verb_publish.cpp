#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <vector>

#include "ci/command/ctest_report.hpp"
#include "ci/command/message.hpp"
#include "ci/command/pipeline_links.hpp"
#include "ci/command/pipeline_system.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/report_format.hpp"
#include "ci/command/verbs.hpp"
#include "ci/command/whole_file.hpp"
#include "ci/command/write_report.hpp"
#include "reporters/check_text.hpp"
#include "reporters/pipeline/index_page.hpp"
#include "runner/core/run_files.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// The output folders of runs, by name.
Expected<std::vector<fs::path>> output_folders(const std::string& place) {
  std::error_code failure, ignored;
  std::vector<fs::path> folders;
  for (fs::directory_iterator entry(place, failure), end; !failure && entry != end; entry.increment(failure))
    if (fs::exists(entry->path() / kJournalFile, ignored)) folders.push_back(entry->path());
  if (failure && folders.empty())
    return Error{"cannot read " + in_quotes(place) + ": " + failure.message() +
                 "; give the folder that holds the output folders of runs"};
  if (folders.empty())
    return Error{"there is no run in " + in_quotes(place) + ": none of its folders has a " + kJournalFile +
                 ". Was a stress test run?"};
  std::sort(folders.begin(), folders.end());
  return folders;
}

// What is published of a run must not replace the reports of another one.
Status check_destinations(const std::vector<fs::path>& runs, const fs::path& to) {
  std::error_code failure;
  for (const fs::path& run : runs) {
    const fs::path published = to / run.filename();
    if (fs::exists(published / kJournalFile, failure) && !fs::equivalent(published, run, failure))
      return Error{"--to: " + in_quotes(published.string()) +
                   " is the output folder of another run, whose reports would be overwritten; give another "
                   "folder"};
  }
  return Done{};
}

// One message instead of one for each file.
Status can_be_written_to(const std::string& folder) {
  if (Status made = make_folders(folder); !made) return made;
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return cannot_write(folder, std::strerror(errno));
  return Done{};
}

// A run that was killed left no report, or those of a run before it.
bool is_up_to_date(const fs::path& report, const fs::path& journal) {
  std::error_code failure;
  const auto written = fs::last_write_time(report, failure);
  return !failure && written >= fs::last_write_time(journal, failure);
}

// What joined files need no more; histograms over time are most of a result's memory.
void drop_course(Result& result) {
  result.series = {};
  result.slices = {};
  result.task_series = {};
  result.request_series = {};
  result.by_task = {};
  result.slowest = {};
}

class Publisher {
 public:
  Publisher(const PublishOptions& options, const std::map<std::string, std::string>& variables)
      : system_(*find_pipeline_system(options.system)), to_(options.to), variables_(variables) {}

  void add(const fs::path& folder) {
    const std::string name = folder.filename().string();
    Expected<ResultFold> fold = open_recorded_run(folder.string());
    if (!fold) {
      fail(fold.error());
      return add_without_record(name, "its record cannot be read: " + fold.error().message);
    }
    Result run = fold->finish();
    for (const ReportFormat& format : report_formats())
      if (format.always && !is_up_to_date(folder / format.file, folder / kJournalFile))
        write(format, folder, run);
    show(name, std::move(run), system_.formats);
  }

  // A test that left no run, which all pages show as one that came to nothing.
  void add(const UnpassedTest& test) {
    std::string name = test.name;  // those of others than Brood may be no folder's
    std::replace(name.begin(), name.end(), '/', '_');
    if (name.starts_with('.')) name.front() = '_';
    const auto is_it = [&](const Result& run) { return run.header.scenario.name == name; };
    if (std::none_of(runs_.begin(), runs_.end(), is_it)) add_without_record(name, test.what);
  }

  void fail(const Error& error) { code_ = complain(std::cerr, error, ExitCode::internal); }

  // Files of all runs together.
  ExitCode finish() {
    join("index.html", write_index_page);
    for (const JoinedFile& file : system_.joined) join(file.name, file.write);
    join_links();
    return code_;
  }

 private:
  void add_without_record(const std::string& name, const std::string& why) {
    Result run;
    run.header.scenario.name = name;
    run.footer = {EndedBy::not_ready, why, {}, {}};
    show(name, std::move(run), {});  // zeros would be points of a trend
  }

  void show(const std::string& name, Result run, std::span<const std::string_view> formats) {
    say(std::cout, name + ": " + verdict_sentence(run));
    for (const ReportFormat& format : report_formats())
      if (format.always) write(format, to_ / name, run);
    run.header.scenario.name = name;  // that of a folder is no other's
    for (const std::string_view format : formats) write(*find_report_format(format), to_ / name, run);
    drop_course(run);
    runs_.push_back(std::move(run));
  }

  void write(const ReportFormat& format, const fs::path& folder, const Result& run) {
    const Status written = write_report({std::string(format.name), folder / format.file}, run);
    if (!written) fail(written.error());
  }

  template <class Write>
  void join(std::string_view name, const Write& write) {
    const Status written = write_whole_file(to_ / name, [&](std::ostream& out) { write(runs_, out); });
    if (!written) fail(written.error());
  }

  void join_links() {
    const std::string address = address_of_artifacts(to_.string(), variables_);
    if (system_.links.empty() || address.empty()) return;
    join(system_.links,
         [&](std::span<const Result> runs, std::ostream& out) { write_links(runs, address, out); });
  }

  const PipelineSystem& system_;
  fs::path to_;
  const std::map<std::string, std::string>& variables_;
  std::vector<Result> runs_;
  ExitCode code_ = ExitCode::passed;
};

}  // namespace

ExitCode publish(const Command& command, const std::map<std::string, std::string>& variables) {
  const Expected<std::vector<fs::path>> folders = output_folders(command.publish.runs);
  std::vector<std::string> problems;
  const std::vector<UnpassedTest> unpassed = unpassed_tests(command.publish.to, problems);
  if (!folders && unpassed.empty()) return complain(std::cerr, folders.error(), ExitCode::usage);
  if (folders) {
    if (const Status fit = check_destinations(*folders, command.publish.to); !fit)
      return complain(std::cerr, fit.error(), ExitCode::usage);
  }
  if (const Status writable = can_be_written_to(command.publish.to); !writable)
    return complain(std::cerr, writable.error(), ExitCode::internal);
  Publisher publisher(command.publish, variables);
  for (const std::string& problem : problems) publisher.fail(Error{problem});
  if (folders)
    for (const fs::path& folder : *folders) publisher.add(folder);
  for (const UnpassedTest& test : unpassed) publisher.add(test);
  return publisher.finish();
}

}  // namespace brood
