// journal.jsonl of a run: read, judged, and shown by what every run writes.
#include <sstream>

#include "ci/gate/run_figures.hpp"
#include "reporters/console.hpp"
#include "reporters/junit.hpp"
#include "reporters/stats_json.hpp"
#include "runner/core/journal.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  std::istringstream in{std::string(text)};
  RunFold figures;
  JournalReading how;
  how.on_header = [&](const RunHeader& header) { figures.observe(header); };
  how.on_interval = [&](const Interval& interval) { figures.observe(interval); };
  Expected<ResultFold> fold = read_journal(in, how);
  if (!fold) return;
  const Result run = fold->finish();
  figures.end();
  std::ostringstream out;
  write_stats_json(run, out);
  write_junit(run, out);
  write_summary(run, {}, {}, out);
}

}  // namespace brood
