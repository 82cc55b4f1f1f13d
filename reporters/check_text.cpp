#include "reporters/check_text.hpp"

#include <algorithm>

#include "reporters/printable.hpp"
#include "reporters/repro.hpp"
#include "runner/core/text.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

std::string count_of(const Result& result, Verdict verdict) {
  const auto count = std::count_if(result.checks.begin(), result.checks.end(),
                                   [&](const Check& check) { return check.verdict == verdict; });
  return std::to_string(count) + " of " + std::to_string(result.checks.size()) +
         (result.checks.size() == 1 ? " check" : " checks");
}

std::string at_text(const Check& check) {
  if (!check.at_s) return {};
  return " at " + format_duration(std::chrono::round<std::chrono::milliseconds>(
                      std::chrono::duration<double>(*check.at_s)));
}

// Of a run that has failed and did not come to its end.
std::string why_early(const Result& result) {
  if (result.complete) return {};
  return (result.lacks_records ? " The run is incomplete: " : " The run was ") + end_reason(result.footer) +
         '.';
}

}  // namespace

std::string check_title(const Check& check) {
  return check.name.empty() ? check.text : check.text + " [" + check.name + ']';
}

std::string check_finding(const Check& check) {
  if (check.observed.empty()) return (check.reason.empty() ? "no data" : check.reason) + at_text(check);
  const std::string text = "observed " + check.observed + at_text(check) + ", limit " + check.limit;
  // A failed check's reason says no more than this.
  return check.verdict == Verdict::inconclusive ? text + "; " + check.reason : text;
}

std::string end_reason(const RunFooter& footer) {
  if (!trim(footer.reason).empty()) return footer.reason;
  if (footer.ended_by == EndedBy::unknown)
    return "the journal stops before the end of the run: brood was killed, or the journal was cut";
  return "ended by " + std::string(to_string(footer.ended_by));
}

std::string_view outcome_word(const Result& result) {
  return has_verdict(result) ? to_string(result.verdict) : "incomplete";
}

std::string verdict_sentence(const Result& result) {
  if (!has_verdict(result)) return "NO VERDICT: the run is incomplete: " + end_reason(result.footer);
  switch (result.verdict) {
    case Verdict::passed:
      return "PASSED: " + count_of(result, Verdict::passed) + " passed.";
    case Verdict::failed:
      return "FAILED: " + count_of(result, Verdict::failed) + " failed." + why_early(result);
    case Verdict::inconclusive:
      break;
  }
  const std::string count = count_of(result, Verdict::inconclusive);
  return "INCONCLUSIVE: " + count +
         " could not be judged. This run shows neither that all is well nor that it is not.";
}

std::string error_examples(const Result& result, const std::function<bool(const ErrorCount&)>& wanted,
                           std::size_t most, std::size_t bytes) {
  std::string text;
  for (const ErrorGroup& group : result.errors) {
    const ErrorCount& error = group.example;
    if (most == 0) break;
    if (!wanted(error)) continue;
    --most;
    if (!text.empty()) text += "\n\n";
    text += std::to_string(error.count) + " x";
    if (!error.task.empty()) text += ' ' + one_line(error.task);
    if (!error.name.empty()) text += ' ' + one_line(RequestKey{error.method, error.name}.text());
    if (!error.where.empty()) text += " at " + one_line(error.where);
    text += '\n' + shorten(printable(error.message), bytes) +
            "\nrepeat it: " + printable(repro_line(result, error.task));
  }
  return text;
}

}  // namespace brood
