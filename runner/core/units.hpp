// Quantities as people write and read them. Inside, time is nanoseconds and memory is bytes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "runner/core/expected.hpp"

namespace brood {

using Nanos = std::chrono::nanoseconds;

// A whole text as a finite number: "12", "0.5", "-3", "1e3".
Expected<double> parse_number(std::string_view text);

// Nanoseconds as a duration; what is longer than any duration (292 years) is the longest.
constexpr Nanos as_nanos(std::uint64_t nanoseconds) {
  constexpr auto kMost = static_cast<std::uint64_t>(Nanos::max().count());
  return Nanos{static_cast<Nanos::rep>(nanoseconds < kMost ? nanoseconds : kMost)};
}
// The nearest duration, for every double that there is; none for what is not a number.
Nanos nanos_of_seconds(double seconds);

// Ten years: what is longer is a mistake, and sums of a few cannot overflow.
inline constexpr Nanos kLongestDuration = std::chrono::hours{87'600};

// "90s", "1h30m", "500ms", "0.2m". A number without a unit counts in `bare`; with `bare` zero a unit is
// required. Refuses negative, not finite and overflowing (more than 10 years) values.
Expected<Nanos> parse_duration(std::string_view text, Nanos bare = Nanos{0});

// The shortest exact form made of h, m, s, ms, us and ns: "1h30m", "1.5s", "250ms", "0s".
std::string format_duration(Nanos duration);

// A duration for a person, at most three significant digits: "14.3 ms", "1.02 s", "820 us".
std::string human_duration(Nanos duration);

// "12.4 MB" and the like, powers of 1000.
std::string human_bytes(double bytes);

// A count or rate for a person: "412", "12.3", "0.04".
std::string human_number(double value);

// `value` as it has to be before its decimals are cut to a few: a tie in decimals, such as 8.495, is seldom
// one in binary, and is rounded away from zero, as people do. The pages' format.js does the same.
double with_ties_away(double value);

// Milliseconds to the nanosecond, the form of every time in files.
double to_ms(Nanos duration);
// Seconds rounded to three decimals.
double to_seconds(Nanos duration);

// Shortest decimal text that reads back as the same double; never exponent notation between 1e-6 and 1e15.
std::string format_number(double value);

}  // namespace brood
