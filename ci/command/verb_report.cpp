#include <iostream>

#include "ci/command/message.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "ci/command/write_report.hpp"

namespace brood {

ExitCode report(const Command& command) {
  Expected<ResultFold> fold = open_recorded_run(command.result);
  if (!fold) return complain(std::cerr, fold.error(), ExitCode::usage);
  const Result result = fold->finish();
  if (command.reports.empty()) {
    write_summary(result, {}, terminal_style(), std::cout);
    return printed(std::cout, std::cerr);
  }
  ExitCode code = ExitCode::passed;
  for (const ReportRequest& request : command.reports) {
    const Status written = write_report(request, result);
    if (!written) code = complain(std::cerr, written.error(), ExitCode::internal);
  }
  return code;
}

}  // namespace brood
