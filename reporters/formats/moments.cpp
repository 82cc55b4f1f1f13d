#include "reporters/formats/moments.hpp"

#include <cstdio>

namespace brood {
namespace {

using std::chrono::milliseconds;

milliseconds start_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
  // NOLINTNEXTLINE(cert-err34-c): seven fields of a text that brood wrote, all read or none used
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2u.%3uZ", &year, &month, &day, &hour, &minute, &second,
                  &milli) != 7)
    return milliseconds{0};
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok()) return milliseconds{0};
  return std::chrono::sys_days{date}.time_since_epoch() + std::chrono::hours{hour} +
         std::chrono::minutes{minute} + std::chrono::seconds{second} + milliseconds{milli};
}

}  // namespace

std::int64_t epoch_ms(const RunHeader& header, Nanos after_start) {
  return (start_of(header.started_at) + std::chrono::round<milliseconds>(after_start)).count();
}

std::string utc_text(std::int64_t epoch_ms) {
  const std::chrono::sys_time<milliseconds> moment{milliseconds{epoch_ms}};
  const auto midnight = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss<milliseconds> time{moment - midnight};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
  return text;
}

}  // namespace brood
