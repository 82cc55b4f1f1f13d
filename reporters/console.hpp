// What a person sees in a terminal or a job's log.
#pragma once

#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "runner/core/result.hpp"

namespace brood {

// Wide enough for whole names: a log and a page can be scrolled.
inline constexpr int kNoTerminal = std::numeric_limits<int>::max();

struct ConsoleStyle {
  bool colour = false;
  bool rewrite = false;     // a terminal: the progress line is rewritten in place
  int width = kNoTerminal;  // columns
};

// One line without its end: elapsed of run time, users, rate, p95, failures.
std::string progress_line(const Result& so_far, const ConsoleStyle& style);

struct WrittenReport {
  std::string format;
  std::string path;
};
// Tables of tasks and requests, errors with one example each, checks, warnings, verdict, paths of the
// reports.
void write_summary(const Result& result, const std::vector<WrittenReport>& reports, const ConsoleStyle& style,
                   std::ostream& out);

}  // namespace brood
