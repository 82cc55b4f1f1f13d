// stats.json of a run, as a trend reads it.
#include <sstream>

#include "reporters/trend/trend_json.hpp"
#include "reporters/trend/trend_text.hpp"
#include "runner/core/read_json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  const Expected<nlohmann::json> json = read_json(text);
  if (!json) return;
  const Expected<RunFacts> facts = run_facts(*json);
  if (!facts) return;
  const Trend trend = trend_of({{*facts, "a"}, {*facts, "b"}}, 50);
  std::ostringstream out;
  write_trend_text(trend, {}, out);
  write_trend_json(trend, out);
}

}  // namespace brood
