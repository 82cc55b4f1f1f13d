#include "runner/core/skips.hpp"

#include <algorithm>
#include <map>

#include "runner/core/result_fold.hpp"

namespace brood {
namespace {

constexpr std::size_t kLongestReason = 500;

// One fixture may make many tests skip: the task is no part of the reason.
struct Reason {
  ErrorCount example;
  std::uint64_t count = 0;
};

Reason commonest(const Result& result, const std::string& task) {
  std::map<std::string, Reason> reasons;
  for (const ErrorGroup& group : result.skips) {
    ErrorCount reason = group.example;
    if (!task.empty() && reason.task != task) continue;
    reason.task.clear();
    Reason& known = reasons[error_key(reason)];
    if (known.count == 0) known.example = std::move(reason);
    known.count += group.example.count;
  }
  Reason most;
  for (const auto& [key, reason] : reasons)
    if (reason.count > most.count) most = reason;
  return most;
}

// Reasons are told within sentences.
std::string on_one_line(const std::string& text) {
  std::string line;
  for (const char c : text.substr(0, text.find_last_not_of(" \t\r\n") + 1))
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  if (line.size() <= kLongestReason) return line;
  std::size_t end = kLongestReason;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
  return line.substr(0, end) + "...";
}

std::uint64_t skipped_of(const Result& result, const std::string& task) {
  if (task.empty()) return result.all_tasks.skipped;
  const auto found = result.tasks.find(task);
  return found == result.tasks.end() ? 0 : found->second.skipped;
}

}  // namespace

std::string commonest_skip(const Result& result, const std::string& task) {
  const Reason reason = commonest(result, task);
  if (reason.count == 0) return "why is not recorded";
  const std::uint64_t all = std::max(skipped_of(result, task), reason.count);
  std::string text = "most often (" + std::to_string(reason.count) + " of " + std::to_string(all) + "): ";
  const std::string message = on_one_line(reason.example.message);
  text += message.empty() ? "no reason was given" : message;
  if (!reason.example.where.empty()) text += " [" + on_one_line(reason.example.where) + ']';
  return text;
}

void explain_skips(Check& check, const Result& result) {
  const Row& tasks = result.all_tasks;
  if (check.verdict != Verdict::failed || tasks.passed + tasks.failed > 0 || tasks.skipped == 0) return;
  check.observed.clear();
  const std::string which = tasks.skipped == 1 ? "the only iteration was"
                                               : "all " + std::to_string(tasks.skipped) + " iterations were";
  check.reason = which + " skipped, so nothing was tested; " + commonest_skip(result) +
                 ". With --allow-skipped such a run may pass";
}

}  // namespace brood
