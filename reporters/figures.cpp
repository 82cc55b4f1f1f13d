#include "reporters/figures.hpp"

#include <cassert>
#include <cmath>

#include "runner/core/units.hpp"

namespace brood {

std::optional<double> figure(const Result& result, const Row& row, std::string_view metric) {
  if (const Metric* found = find_metric(metric)) return found->get(result, &row);
  const std::optional<Metric> percentile = metric_named(metric);
  assert(percentile);
  return percentile->get(result, &row);
}

std::string figure_text(const Result& result, const Row& row, std::string_view metric) {
  const std::optional<double> value = figure(result, row, metric);
  return value ? format_value(find_metric(metric)->unit, *value) : "-";
}

std::string ms_text(const Result& result, const Row& row, std::string_view metric,
                    const std::string& without_data) {
  const std::optional<double> seconds = figure(result, row, metric);
  return seconds ? format_number(rounded(*seconds * 1e3)) : without_data;
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace brood
