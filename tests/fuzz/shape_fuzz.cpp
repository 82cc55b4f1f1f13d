// Texts that say how a load is: stages, rates, waits, statuses, durations.
#include "runner/core/load_shape.hpp"
#include "runner/core/scenario.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  if (const Expected<double> rate = parse_rate(text))
    expect(static_cast<bool>(parse_rate(format_rate(*rate))), "a rate is not read as written");
  if (const Expected<StatusSet> set = parse_status_set(text))
    expect(static_cast<bool>(parse_status_set(format_status_set(*set))), "statuses are not read as written");
  if (const Expected<Wait> wait = parse_wait(text))
    expect(static_cast<bool>(parse_wait(format_wait(*wait))), "a wait is not read as written");
  if (const Expected<Nanos> time = parse_duration(text))
    expect(*parse_duration(format_duration(*time)) == *time, "a duration is not read as written");
  const Expected<Stages> stages = parse_stages(text);
  if (!stages) return;
  const LoadShape& shape = stages->shape;
  expect(static_cast<bool>(parse_stages(format_stages(*stages))), "stages are not read as written");
  shape.with_length(std::chrono::hours{1}).level(std::chrono::minutes{5});
  shape.with_peak(7).amount(shape.length());
  shape.when(shape.amount(shape.length()) / 2);
}

}  // namespace brood
