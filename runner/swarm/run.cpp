#include "runner/swarm/run.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>

#include "runner/channel/futex.hpp"
#include "runner/core/run_files.hpp"
#include "runner/core/window_warnings.hpp"
#include "runner/swarm/elf_note.hpp"
#include "runner/swarm/limits.hpp"
#include "runner/swarm/load.hpp"
#include "runner/swarm/output_folder.hpp"
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

// A run that ended before any load: the reason is the result.
Expected<Result> record_failure(const RunHeader& header, const std::string& out, const Ending& ending) {
  Expected<RunRecord> record = RunRecord::create(out + '/' + kJournalFile, header);
  if (!record) return record.error();
  RunFooter footer;
  footer.ended_by = ending.ended_by;
  footer.reason = ending.reason;
  return record->finish(footer);
}

}  // namespace

Expected<Result> run_scenario(const Scenario& asked, const std::string& out, const RunHooks& hooks) {
  Scenario scenario = asked;
  if (const Status status = check_target(program_of(scenario)); !status) return status.error();
  const bool is_native = drives_own_users(program_of(scenario));
  if (scenario.users == 0) scenario.users = is_native ? channel::kMostNativeUsers : kMostProcessUsers;
  if (const Status status = check_plan(scenario, is_native); !status) return status.error();
  const LoadSize size = is_native ? size_of_own_users(scenario.users) : LoadSize{.users = scenario.users};
  if (const Status status = check_limits(size); !status) return status.error();
  if (const Status status = make_folder(out); !status) return status.error();

  RunHeader header{scenario, probe_machine(), utc_now()};
  Expected<std::unique_ptr<Session>> opened = Session::open(scenario, out);
  if (!opened) return opened.error();
  Session& session = **opened;

  if (const std::optional<Ending> ending = session.start()) {
    session.close();
    if (ending->usage_error) return Error{ending->reason};
    return record_failure(header, out, *ending);
  }
  header.scenario = session.scenario();
  Expected<RunRecord> record = RunRecord::create(out + '/' + kJournalFile, header);
  if (!record) return record.error();
  if (hooks.on_header) hooks.on_header(header);
  record->tasks(session.target().tasks);
  for (const std::string& warning : window_warnings(session.scenario())) record->warning(warning);

  Load load(session.scenario(), session, *record, hooks);
  RunFooter footer = load.run();
  for (const std::string& remark : session.close()) record->warning(remark);
  // Once something passed there are results, which are worth more than the right exit code.
  if (const std::string why = load.refusal(); !why.empty() && record->so_far().all_tasks.passed == 0)
    return Error{why};
  return record->finish(footer, hooks.compare);
}

Expected<std::vector<std::string>> list_tasks(const Scenario& scenario) {
  if (const Status status = check_target(program_of(scenario)); !status) return status.error();
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
