// Rounds of a duet, judged.
#include "ci/gate/duet_json.hpp"
#include "ci/gate/duet_judge.hpp"
#include "ci/gate/rounds_json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  const Expected<std::vector<Round>> rounds = read_rounds(text);
  if (!rounds || rounds->size() < kFewestRounds) return;
  GateOptions options;
  options.looks = looks_within(options.looks, static_cast<int>(rounds->size()));
  DuetJudge judge(options, {});
  for (const Round& round : *rounds)
    if (judge.observe(round)) break;
  if (judge.report().verdict) duet_json(judge.report());
}

}  // namespace brood
