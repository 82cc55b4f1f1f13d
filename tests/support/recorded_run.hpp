// Runs made up for tests, as the records that a swarm would write.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "runner/core/result.hpp"

namespace brood::test {

struct RecordedRun {
  RunHeader header;
  std::vector<std::string> tasks;
  std::vector<Interval> intervals;
  std::vector<std::string> warnings;
  int replaced_users = 0;
  RunFooter footer;
};

// The journal that a swarm would write of it.
std::string journal_of(const RecordedRun& run);
// The same as a brood of before checksums wrote it.
std::string unsealed_journal_of(const RecordedRun& run);
// Lines with their ends, as they are encoded, with their sums.
std::string sealed(const std::string& lines);
// The result that a swarm would fold while it writes.
Result live_result_of(const RecordedRun& run);
// The result that is read back from the journal.
Result replayed_result_of(const std::string& journal);

// A run of two tasks and two requests in two seconds and a drain, with one failure and one skipped iteration.
RecordedRun small_run();

// Anything that may be recorded, different for each seed: many names, broken UTF-8, empty rows, huge
// durations.
RecordedRun random_run(std::uint32_t seed);

// A second of a busy run: `samples` in all over `names` names, half of them tasks, half requests.
Interval busy_interval(int second, int names, int samples);

}  // namespace brood::test
