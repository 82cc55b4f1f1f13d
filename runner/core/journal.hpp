// The run's own record: one JSON value a line, written while the run goes on, from which every report can be
// made.
//
//   {"brood":"journal","version":1,"header":{...}}      first
//   {"tasks":["Suite.Test",...]}                        once, when the target is ready
//   {"interval":{...}}                                  one a second
//   {"warning":"..."}  {"replaced":1}                   whenever they happen
//   {"comparison":{...}}                                with another version or earlier runs, if there is one
//   {"footer":{...}}                                    last
//
// Encoding is lossless: times are integers in nanoseconds, histograms are sparse (`buckets` is step, count,
// step, count, ..., each step leading from one non-empty bucket's index to the next). Members that are zero
// or empty are left out. Text that is not UTF-8 has its broken bytes replaced.
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "runner/core/expected.hpp"
#include "runner/core/result.hpp"
#include "runner/core/result_fold.hpp"
#include "runner/core/utf8.hpp"

namespace brood {

inline constexpr int kJournalVersion = 1;

// How a journal is read.
struct JournalReading {
  std::vector<std::string> thresholds{};               // if any, they judge the run in the place of its own
  std::function<void(const Interval&)> on_interval{};  // shown each interval, in order; may be empty
  std::function<void(const RunHeader&)>
      on_header{};              // shown the header, before the first interval; may be empty
  bool allows_skipped = false;  // as of the scenario, also where its own does not
};

// Each answers one line without its end.
std::string encode_line(const RunHeader& header);
std::string encode_tasks(const std::vector<std::string>& names);
std::string encode_line(const Interval& interval);
std::string encode_warning(const std::string& text);
std::string encode_replaced_user();
std::string encode_comparison(const Comparison& comparison);
std::string encode_line(const RunFooter& footer);

// Reads a journal up to its footer, its end, or the first line that is cut (has no line end) or damaged, into
// a fold. A journal without a footer makes an incomplete run ended by `unknown`. An error only if there is
// not even a readable header; it does not name the file. Never throws for what it reads, whatever that is.
Expected<ResultFold> read_journal(std::istream& in, const JournalReading& how = {});

}  // namespace brood
