#include "runner/core/units.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <span>
#include <system_error>

#include "runner/core/text.hpp"

namespace brood {
namespace {

struct TimeUnit {
  std::string_view name;
  std::int64_t nanos;
};

constexpr TimeUnit kTimeUnits[] = {{"h", 3'600'000'000'000}, {"m", 60'000'000'000}, {"s", 1'000'000'000},
                                   {"ms", 1'000'000},        {"us", 1'000},         {"ns", 1}};
constexpr auto kLongest = static_cast<double>(kLongestDuration.count());  // ns
constexpr std::string_view kDurationHelp =
    "write a number with h, m, s, ms, us or ns, such as 90s, 1h30m or 500ms";

Error bad_duration(std::string_view text, std::string_view why) {
  return Error{in_quotes(text) + " is not a duration: " + std::string{why} + "; " +
               std::string{kDurationHelp}};
}

Error too_long(std::string_view text) {
  return Error{in_quotes(text) + " is too long: the limit is 10 years (87600h)"};
}

bool starts_number(std::string_view text) {
  return !text.empty() && ((text.front() >= '0' && text.front() <= '9') || text.front() == '.');
}

const TimeUnit* find_unit(std::string_view name) {
  const auto* found = std::find_if(std::begin(kTimeUnits), std::end(kTimeUnits),
                                   [&](const TimeUnit& unit) { return unit.name == name; });
  return found == std::end(kTimeUnits) ? nullptr : found;
}

std::string fixed(double value, int decimals) {
  char buffer[400];  // the largest double has 309 digits before the point
  const auto end = std::to_chars(buffer, std::end(buffer), value, std::chars_format::fixed, decimals).ptr;
  std::string text{buffer, end};
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

// At least three significant digits, as a fraction has them; whole numbers in full.
std::string three_digits(double value) {
  const double size = std::abs(value);
  if (size == 0 || !std::isfinite(size)) return format_number(value);
  if (size < 1e-6) return format_number(value);
  const int before_point = static_cast<int>(std::floor(std::log10(size))) + 1;
  return fixed(with_ties_away(value), std::max(0, 3 - before_point));
}

// `value` as three digits of the first unit (rising) in which it is written below the next unit's size.
struct Scale {
  std::string_view name;
  double size;
};
std::string scaled(double value, std::span<const Scale> scales) {
  for (std::size_t i = 0; i + 1 < scales.size(); ++i) {
    const double in_unit = value / scales[i].size;
    const double next = scales[i + 1].size / scales[i].size;
    const double rounding =
        next >= 1000 ? 0.5 : 0;  // 999.6 is 1000 in three digits, and that is 1 of the next
    if (in_unit < next - rounding) return three_digits(in_unit) + ' ' + std::string{scales[i].name};
  }
  return three_digits(value / scales.back().size) + ' ' + std::string{scales.back().name};
}

// Also of the shortest duration, which has no negative.
std::uint64_t magnitude(Nanos duration) {
  const auto bits = static_cast<std::uint64_t>(duration.count());
  return duration < Nanos{0} ? ~bits + 1 : bits;
}

}  // namespace

Nanos nanos_of_seconds(double seconds) {
  constexpr double kMost = 9.223372036e9;  // seconds of the longest duration
  if (std::isnan(seconds)) return Nanos{0};
  if (seconds >= kMost) return Nanos::max();
  if (seconds <= -kMost) return Nanos::min();
  return Nanos{std::llround(seconds * 1e9)};
}

Expected<double> parse_number(std::string_view text) {
  const std::string_view digits = trim(text);
  const bool negative = digits.substr(0, 1) == "-";
  double value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (!starts_number(digits.substr(negative ? 1 : 0)) || code == std::errc::invalid_argument ||
      end != digits.data() + digits.size())
    return Error{in_quotes(text) + " is not a number"};
  if (code == std::errc::result_out_of_range) return Error{in_quotes(text) + " is out of range"};
  return value;
}

Expected<Nanos> parse_duration(std::string_view text, Nanos bare) {
  std::string_view rest = trim(text);
  if (rest.empty()) return bad_duration(text, "it is empty");
  if (rest.front() == '-') return Error{in_quotes(text) + " is negative; a duration is 0 or longer"};
  std::int64_t total = 0;
  std::int64_t last_unit = 0;  // units must get smaller
  do {
    double number = 0;
    const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (!starts_number(rest) || code == std::errc::invalid_argument)
      return bad_duration(text, "there is no number at " + in_quotes(rest));
    if (code == std::errc::result_out_of_range) return too_long(text);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));

    const std::size_t length = std::min(rest.find_first_of("0123456789.-"), rest.size());
    const std::string_view name = rest.substr(0, length);
    rest.remove_prefix(length);
    std::int64_t unit = bare.count();
    if (!name.empty() || last_unit != 0 || unit == 0) {
      const TimeUnit* known = find_unit(name);
      if (name.empty()) return bad_duration(text, "it has no unit");
      if (known == nullptr) return bad_duration(text, "unknown unit " + in_quotes(name));
      unit = known->nanos;
    }
    if (last_unit != 0 && unit >= last_unit) return bad_duration(text, "its units do not get smaller");
    last_unit = unit;
    const double part = std::round(number * static_cast<double>(unit));
    if (part > kLongest) return too_long(text);
    total += static_cast<std::int64_t>(part);
    if (total > kLongestDuration.count()) return too_long(text);
  } while (!rest.empty());
  return Nanos{total};
}

std::string format_duration(Nanos duration) {
  std::uint64_t rest = magnitude(duration);
  std::string text = duration < Nanos{0} ? "-" : "";
  for (const TimeUnit& unit : kTimeUnits) {
    const auto size = static_cast<std::uint64_t>(unit.nanos);
    const std::uint64_t whole = rest / size;
    if (whole == 0) continue;
    const bool last = unit.nanos <= 1'000'000'000;
    if (!last) {
      text += std::to_string(whole) + std::string{unit.name};
      rest %= size;
      continue;
    }
    // Below a minute and as a fraction: a double holds it exactly.
    const double number = static_cast<double>(rest) / static_cast<double>(unit.nanos);
    return text + format_number(number) + std::string{unit.name};
  }
  return text.empty() ? "0s" : text;
}

std::string human_duration(Nanos duration) {
  static constexpr Scale kScales[] = {{"ns", 1},  {"us", 1e3},   {"ms", 1e6},
                                      {"s", 1e9}, {"min", 60e9}, {"h", 3600e9}};
  return (duration < Nanos{0} ? "-" : "") + scaled(static_cast<double>(magnitude(duration)), kScales);
}

std::string human_bytes(double bytes) {
  static constexpr Scale kScales[] = {{"B", 1}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}};
  return scaled(bytes, kScales);
}

std::string human_number(double value) { return three_digits(value); }

double with_ties_away(double value) {
  constexpr double kMoreThanBinaryLoses = 1e-14;
  return value == std::trunc(value) ? value : value * (1 + kMoreThanBinaryLoses);
}

double to_ms(Nanos duration) { return static_cast<double>(duration.count()) / 1e6; }

double to_seconds(Nanos duration) { return std::round(static_cast<double>(duration.count()) / 1e6) / 1e3; }

std::string format_number(double value) {
  char buffer[400];
  const double size = std::abs(value);
  if (size == 0) return "0";
  const bool plain = size >= 1e-6 && size < 1e15;
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer, std::end(buffer), value, format).ptr;
  return {buffer, end};
}

}  // namespace brood
