#include "reporters/pipeline/summary.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "reporters/formats/markdown.hpp"

namespace brood {
namespace {

constexpr std::size_t kRoomForNote = 200;

bool has_passed(const Result& run) { return run.complete && run.verdict == Verdict::passed; }

}  // namespace

void write_summaries(std::span<const Result> runs, std::ostream& out) {
  std::vector<const Result*> order;
  for (const Result& run : runs) order.push_back(&run);
  std::stable_partition(order.begin(), order.end(), [](const Result* run) { return !has_passed(*run); });
  std::size_t bytes = 0, left_out = 0;
  for (const Result* run : order) {
    std::ostringstream text;
    write_markdown(*run, text);
    if (bytes + text.view().size() + kRoomForNote > kMaxSummary) {
      ++left_out;
      continue;
    }
    bytes += text.view().size() + 1;
    out << text.view() << '\n';
  }
  if (left_out > 0)
    out << "and " << left_out
        << (left_out == 1 ? " more run: see its page\n" : " more runs: see their pages\n");
}

}  // namespace brood
