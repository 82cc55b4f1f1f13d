#include "runner/core/saturation.hpp"

namespace brood {
namespace {

using std::chrono::milliseconds;

constexpr Nanos kTooLate = milliseconds{100};
constexpr double kLateShare = 0.01;
constexpr std::uint64_t kLateAtLeast = 10;
constexpr double kStalledShare = 0.05;

std::string percent(double share) { return human_number(share * 100) + " %"; }

std::uint64_t count_late(const Histogram& lateness) {
  std::uint64_t late = 0;
  lateness.for_each([&](std::uint32_t index, std::uint64_t count) {
    if (lateness.bucket_low(index) >= static_cast<std::uint64_t>(kTooLate.count())) late += count;
  });
  return late;
}

std::string lateness(const Histogram& lateness) {
  const std::uint64_t late = count_late(lateness);
  if (late < kLateAtLeast) return {};
  const double share = static_cast<double>(late) / static_cast<double>(lateness.count());
  if (share <= kLateShare) return {};
  return "The load generator was late: " + percent(share) + " of its starts came more than " +
         human_duration(kTooLate) + " after they should have (p99 " +
         human_duration(as_nanos(*lateness.quantile(0.99))) + ", at most " +
         human_duration(as_nanos(*lateness.max())) +
         "). Give it fewer users, longer waits or a machine with more cores.";
}

std::string stalls(const Result& result) {
  double user_time = 0;
  for (const SecondPoint& point : result.series)
    user_time += point.users * static_cast<double>((point.end - point.begin).count());
  if (user_time <= 0) return {};
  const double share = static_cast<double>(result.generator.stalled.count()) / user_time;
  if (share <= kStalledShare) return {};
  return "The load generator fell behind: users waited " + human_duration(result.generator.stalled) +
         " in all, " + percent(share) +
         " of their time, for their samples to be taken. Give it fewer users, longer tasks or a machine with "
         "more cores.";
}

}  // namespace

std::string saturation(const Result& result) {
  std::string why = lateness(result.generator.lateness);
  return why.empty() ? stalls(result) : why;
}

}  // namespace brood
