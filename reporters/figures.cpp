#include "reporters/figures.hpp"

#include <cassert>
#include <charconv>
#include <cmath>

#include "runner/core/units.hpp"

namespace brood {
namespace {

double as_in_files(Unit unit, double value) {
  if (unit == Unit::time) return std::round(value * 1e9) / 1e9;
  return unit == Unit::rate || unit == Unit::ratio ? rounded(value) : value;
}

}  // namespace

std::optional<double> figure(const Result& result, const Row& row, std::string_view metric) {
  const Metric* found = find_metric(metric);
  const std::optional<Metric> percentile = found == nullptr ? metric_named(metric) : std::nullopt;
  assert(found != nullptr || percentile);
  const Metric& known = found == nullptr ? *percentile : *found;
  const std::optional<double> value = known.get(result, &row);
  return value ? std::optional(as_in_files(known.unit, *value)) : std::nullopt;
}

std::string figure_text(const Result& result, const Row& row, std::string_view metric) {
  const std::optional<double> value = figure(result, row, metric);
  return value ? format_value(find_metric(metric)->unit, *value) : "-";
}

std::string ms_text(const Result& result, const Row& row, std::string_view metric,
                    const std::string& without_data) {
  const std::optional<double> seconds = figure(result, row, metric);
  return seconds ? format_number(in_ms(*seconds)) : without_data;
}

double in_ms(double seconds) { return std::round(seconds * 1e9) / 1e6; }

double rounded(double value, int digits) {
  char text[40];
  const auto end = std::to_chars(text, std::end(text), value, std::chars_format::scientific, digits - 1).ptr;
  double nearest = value;
  std::from_chars(text, end, nearest);
  return nearest;
}

}  // namespace brood
