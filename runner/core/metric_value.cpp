#include "runner/core/metric_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>
#include <system_error>

#include "runner/core/text.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

// Either factor is 1: dividing by 100 gives the nearest double to a written percentage, multiplying by 0.01
// does not.
struct Symbol {
  std::string_view text;
  double times;
  double over;
};
constexpr Symbol kCountSymbols[] = {{"", 1, 1}};
constexpr Symbol kRatioSymbols[] = {{"%", 1, 100}};
constexpr Symbol kRateSymbols[] = {{"/s", 1, 1}, {"/min", 1, 60}, {"/h", 1, 3600}};
// Those that format_exact() prefers first.
constexpr Symbol kByteSymbols[] = {{"TB", 1e12, 1},     {"GB", 1e9, 1}, {"GiB", 1 << 30, 1}, {"MB", 1e6, 1},
                                   {"MiB", 1 << 20, 1}, {"KB", 1e3, 1}, {"KiB", 1 << 10, 1}, {"B", 1, 1}};

constexpr double kLargest = 1e18;

std::span<const Symbol> symbols_of(Unit unit) {
  switch (unit) {
    case Unit::time:
      break;  // written in parts: parse_duration() knows
    case Unit::count:
      return kCountSymbols;
    case Unit::ratio:
      return kRatioSymbols;
    case Unit::rate:
      return kRateSymbols;
    case Unit::bytes:
      return kByteSymbols;
  }
  return {};
}

Expected<double> parse_time(std::string_view text) {
  std::string joined{text};
  joined.erase(std::remove(joined.begin(), joined.end(), ' '), joined.end());
  const Expected<Nanos> duration = parse_duration(joined);
  if (!duration) return duration.error();
  return static_cast<double>(duration->count()) / 1e9;
}

// Nearest to the limit * 100 that a division by 100 turns into the limit again, and of those the shortest.
std::string exact_percentage(double ratio) {
  const double infinity = std::numeric_limits<double>::infinity();
  double candidate = ratio * 100;
  for (int i = 0; i < 3; ++i) candidate = std::nextafter(candidate, -infinity);
  std::string shortest;
  for (int i = 0; i < 7; ++i) {
    std::string text = format_number(candidate);
    const bool shorter = shortest.empty() || text.size() < shortest.size();
    if (candidate / 100 == ratio && shorter) shortest = std::move(text);
    candidate = std::nextafter(candidate, infinity);
  }
  return (shortest.empty() ? format_number(ratio * 100) : shortest) + '%';
}

std::string exact_bytes(double bytes) {
  for (const Symbol& symbol : kByteSymbols) {
    const double number = bytes / symbol.times;
    if (number == std::floor(number) && number * symbol.times == bytes)
      return format_number(number) + std::string{symbol.text};
  }
  return format_number(bytes) + 'B';
}

std::string without_space(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

}  // namespace

std::string_view accepted_value(Unit unit) {
  switch (unit) {
    case Unit::time:
      return "a time needs h, m, s, ms, us or ns, such as 250ms";
    case Unit::count:
      return "a number without unit, such as 42";
    case Unit::ratio:
      return "a share needs %, such as 0.5%";
    case Unit::rate:
      return "a rate needs /s, /min or /h, such as 100/s";
    case Unit::bytes:
      return "a size needs B, KB, MB, GB, TB, KiB, MiB or GiB, such as 512MB";
  }
  return "";
}

std::string format_value(Unit unit, double value) {
  switch (unit) {
    case Unit::time:
      if (value >= 60)
        return format_duration(std::chrono::floor<std::chrono::seconds>(nanos_of_seconds(value + 0.5)));
      return without_space(human_duration(nanos_of_seconds(value)));
    case Unit::count:
      return human_number(value);
    case Unit::ratio:
      return human_number(value * 100) + '%';
    case Unit::rate:
      return human_number(value) + "/s";
    case Unit::bytes:
      return without_space(human_bytes(value));
  }
  return "";
}

std::string format_exact(Unit unit, double value) {
  switch (unit) {
    case Unit::time:
      return format_duration(nanos_of_seconds(value));
    case Unit::count:
      return format_number(value);
    case Unit::ratio:
      return exact_percentage(value);
    case Unit::rate:
      return format_number(value) + "/s";
    case Unit::bytes:
      return exact_bytes(value);
  }
  return "";
}

Expected<double> parse_value(Unit unit, std::string_view text) {
  const std::string_view value = trim(text);
  double number = 0;
  const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
  const std::string_view symbol = trim(value.substr(static_cast<std::size_t>(end - value.data())));
  if (code == std::errc::invalid_argument || !std::isfinite(number))
    return Error{in_quotes(value) + " is not a number"};
  if (std::signbit(number)) return Error{in_quotes(value) + " is negative, which no metric is"};
  if (code == std::errc::result_out_of_range || number > kLargest)
    return Error{in_quotes(value) + " is out of range"};
  if (number == 0 && symbol.empty()) return 0.0;
  if (unit == Unit::time && !symbol.empty()) return parse_time(value);

  for (const Symbol& known : symbols_of(unit)) {
    if (known.text != symbol) continue;
    const double result = number * known.times / known.over;
    if (unit == Unit::ratio && result > 1) return Error{in_quotes(value) + " is more than 100%"};
    if (result > kLargest) return Error{in_quotes(value) + " is out of range"};
    return result;
  }
  if (symbol.empty()) return Error{in_quotes(value) + " has no unit"};
  return Error{in_quotes(symbol) + " is not a unit here"};
}

}  // namespace brood
