#include "ci/command/exit_code.hpp"

#include <array>

namespace brood {

std::span<const ExitCodeMeaning> exit_code_table() {
  static constexpr std::array kTable{
      ExitCodeMeaning{ExitCode::passed, "passed",
                      "every check passed, or the gate is inconclusive (told in a prominent warning)"},
      ExitCodeMeaning{ExitCode::failed, "failed", "at least one check failed"},
      ExitCodeMeaning{
          ExitCode::usage, "usage",
          "usage or configuration is wrong, or the target is not a Brood target; nothing was run"},
      ExitCodeMeaning{ExitCode::no_verdict, "no verdict",
                      "the run did not come to its end, or the gate is inconclusive under --strict"},
      ExitCodeMeaning{ExitCode::internal, "internal error",
                      "a report could not be written (the verdict is printed all the same), or a fault of "
                      "Brood itself"},
  };
  return kTable;
}

ExitCode exit_code(const Result& result, bool strict) {
  if (!has_verdict(result)) return ExitCode::no_verdict;
  switch (result.verdict) {
    case Verdict::passed:
      return ExitCode::passed;
    case Verdict::failed:
      return ExitCode::failed;
    case Verdict::inconclusive:
      return strict ? ExitCode::no_verdict : ExitCode::passed;
  }
  return ExitCode::internal;
}

ExitCode exit_code(Finding finding, bool strict) {
  switch (finding) {
    case Finding::passed:
    case Finding::improved:
      return ExitCode::passed;
    case Finding::failed:
      return ExitCode::failed;
    case Finding::inconclusive:
      return strict ? ExitCode::no_verdict : ExitCode::passed;
    case Finding::untested:
      return ExitCode::no_verdict;
  }
  return ExitCode::internal;
}

}  // namespace brood
