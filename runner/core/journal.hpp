// The run's own record: one JSON value a line, written while the run goes on, from which every report can be
// made.
//
//   {"brood":"journal","version":2,"header":{...}}      first
//   {"tasks":["Suite.Test",...]}                        once, when the target is ready
//   {"interval":{...}}                                  one a second
//   {"warning":"..."}  {"replaced":1}                   whenever they happen
//   {"comparison":{...}}                                with another version or earlier runs, if there is one
//   {"footer":{...}}                                    last
//   {"broken":"was cut"}                                where the journal was changed while its run went on
//
// Each line as it is written has its checksum as one member more, see journal_sum.hpp; those of version 1,
// which can be read all the same, have none.
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

inline constexpr int kJournalVersion = 2;
inline constexpr int kUnsealedVersion = 1;

// What a run is warned of that was read from a journal without sums.
inline constexpr char kUnsealedWarning[] =
    "The journal is of version 1, without checksums: lines that were changed or are missing may go "
    "unnoticed. A run "
    "of this brood records them.";

// How a journal is read.
struct JournalReading {
  std::vector<std::string> thresholds{};               // if any, they judge the run in the place of its own
  std::function<void(const Interval&)> on_interval{};  // shown each interval, in order; may be empty
  std::function<void(const RunHeader&)>
      on_header{};              // shown the header, before the first interval; may be empty
  bool allows_skipped = false;  // as of the scenario, also where its own does not
};

// Each answers one line without its sum and its end.
std::string encode_line(const RunHeader& header);
std::string encode_tasks(const std::vector<std::string>& names);
std::string encode_line(const Interval& interval);
std::string encode_warning(const std::string& text);
std::string encode_replaced_user();
std::string encode_comparison(const Comparison& comparison);
std::string encode_line(const RunFooter& footer);
// Never has a sum. What happened to the journal is the rest of a sentence.
std::string encode_broken(const std::string& what);

// Reads a journal up to its end, or to the first line that is cut (has no line end), damaged, or where it
// cannot be, into a fold. What was read before stands, and the run is incomplete: ended by `unknown` if the
// journal stops before its end, as that of a run that was killed does, else by `damaged`. The reason names
// the line. A journal of version 1 makes a warning. An error only if there is not even a header that can be
// believed; it does not name the file. Never throws for what it reads, whatever that is.
Expected<ResultFold> read_journal(std::istream& in, const JournalReading& how = {});

}  // namespace brood
