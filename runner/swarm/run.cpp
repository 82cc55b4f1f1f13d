#include "runner/swarm/run.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>

#include "runner/channel/futex.hpp"
#include "runner/core/run_files.hpp"
#include "runner/core/window_warnings.hpp"
#include "runner/swarm/elf_note.hpp"
#include "runner/swarm/kernel_needs.hpp"
#include "runner/swarm/limits.hpp"
#include "runner/swarm/load.hpp"
#include "runner/swarm/probe_machine.hpp"
#include "runner/swarm/run_record.hpp"
#include "runner/swarm/session.hpp"
#include "runner/swarm/utc_now.hpp"

namespace brood {

namespace {

// In an open model, where nothing else is said.
constexpr std::uint32_t kMostProcessUsers = 100;

Status check_plan(const Scenario& scenario, bool is_native) {
  if (!is_native && !(scenario.tags.empty() && scenario.exclude_tags.empty()))
    return Error{"--tags and --exclude-tags select tasks of scenarios, but " + scenario.target +
                 " is a GoogleTest program; select its tests with --filter"};
  const bool may_bring_a_shape = is_native && !scenario.stages && !scenario.once;
  if (!may_bring_a_shape) {
    if (Status status = check_arrivals(scenario); !status) return status;
  }
  return scenario.sut ? check_sut_plan(*scenario.sut) : Done{};
}

// Of the larger of the two memories, each of which is a file to the kernel.
std::uint64_t shared_bytes(const Scenario& scenario, const LoadSize& size) {
  const channel::Counts counts{size.processes == 0 ? size.users : size.processes, size.users,
                               scenario.is_open() ? channel::arrival_capacity(size.users) : 0};
  return std::max(channel::plan_bytes(counts), channel::claims_bytes(counts));
}

// A run that ended before any load: the reason is the result.
Result record_failure(const RunHeader& header, const OutputFolder& out, const Ending& ending) {
  RunFooter footer;
  footer.ended_by = ending.ended_by;
  footer.reason = ending.reason;
  return RunRecord::hold(out.journal(), header).finish(footer);
}

// Takes the place of an earlier run's files in the folder, as soon as this run can no longer be refused.
class Acceptance {
 public:
  // `may_be_refused`: a scenario without a host is, when it first asks for a path.
  Acceptance(Session& session, RunRecord& record, bool may_be_refused) : session_(session), record_(record) {
    if (!may_be_refused) accept();
  }
  // A scenario whose iterations end does without, or would have been refused. One that has none for long
  // should be on disk when it is killed.
  void observe(const Interval& interval, const Result& so_far, bool is_refused) {
    constexpr Nanos kLongest = std::chrono::seconds{10};
    if (!is_refused && (so_far.all_tasks.count() > 0 || interval.end >= kLongest)) accept();
  }
  void accept() {
    accepted_ = true;
    record_.accept();
    session_.keep_logs();
  }
  bool accepted() const { return accepted_; }

 private:
  Session& session_;
  RunRecord& record_;
  bool accepted_ = false;
};

void record_beginning(RunRecord& record, Session& session) {
  record.tasks(session.target().tasks);
  for (const std::string& warning : window_warnings(session.scenario())) record.warning(warning);
  if (const std::string missing = missing_proc(); !missing.empty()) record.warning(missing);
}

// From a target that is ready to the end of the run.
Expected<Result> run_load(Session& session, const RunHeader& header, const OutputFolder& out,
                          bool may_be_refused, const RunHooks& hooks) {
  RunRecord record = RunRecord::hold(out.journal(), header);
  Acceptance acceptance(session, record, may_be_refused);
  if (hooks.on_header) hooks.on_header(header);
  record_beginning(record, session);

  RunHooks watched = hooks;
  const Load* refuses = nullptr;
  watched.on_recorded = [&](const Interval& interval) {
    if (hooks.on_recorded) hooks.on_recorded(interval);
    acceptance.observe(interval, record.so_far(), !refuses->refusal().empty());
  };
  Load load(session.scenario(), session, record, watched);
  refuses = &load;
  RunFooter footer = load.run();
  // Once something passed, or is on disk, there are results, which are worth more than the right exit code.
  const std::string why = load.refusal();
  const bool is_refused = !why.empty() && !acceptance.accepted() && record.so_far().all_tasks.passed == 0;
  if (!is_refused) acceptance.accept();
  for (const std::string& remark : session.close()) record.warning(remark);
  if (is_refused) return Error{why};
  return record.finish(footer, hooks.compare);
}

}  // namespace

Expected<Result> run_scenario(const Scenario& asked, const OutputFolder& out, const RunHooks& hooks) {
  Scenario scenario = asked;
  if (const Status status = check_target(program_of(scenario)); !status) return status.error();
  const bool is_native = drives_own_users(program_of(scenario));
  if (scenario.users == 0) scenario.users = is_native ? channel::kMostNativeUsers : kMostProcessUsers;
  if (const Status status = check_plan(scenario, is_native); !status) return status.error();
  const LoadSize size = is_native ? size_of_own_users(scenario.users) : LoadSize{.users = scenario.users};
  for (const Status& status :
       {check_kernel(), check_limits(size), check_file_size(shared_bytes(scenario, size), scenario.users)}) {
    if (!status) return status.error();
  }

  RunHeader header{scenario, probe_machine(), utc_now()};
  Expected<std::unique_ptr<Session>> opened = Session::open(scenario, out.path());
  if (!opened) return opened.error();
  Session& session = **opened;

  if (const std::optional<Ending> ending = session.start()) {
    if (!ending->usage_error) session.keep_logs();
    session.close();
    if (ending->usage_error) return Error{ending->reason};
    return record_failure(header, out, *ending);
  }
  header.scenario = session.scenario();
  const bool may_be_refused = is_native && !scenario.sut && session.scenario().host.empty();
  return run_load(session, header, out, may_be_refused, hooks);
}

Expected<std::vector<std::string>> list_tasks(const Scenario& scenario) {
  for (const Status& status : {check_kernel(), check_target(program_of(scenario))})
    if (!status) return status.error();
  Scenario plain = scenario;
  plain.users = 1;
  plain.sut.reset();
  Expected<std::unique_ptr<Session>> opened = Session::open(plain, {});
  if (!opened) return opened.error();
  Session& session = **opened;
  std::optional<Ending> ending = session.list();
  std::vector<std::string> names =
      session.target_if_started() ? session.target().tasks : std::vector<std::string>{};
  session.close();
  if (ending) return Error{ending->reason};
  return names;
}

}  // namespace brood
