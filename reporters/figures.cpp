#include "reporters/figures.hpp"

#include <cassert>
#include <cmath>

namespace brood {

std::optional<double> figure(const Result& result, const Row& row, std::string_view metric) {
  const Metric* found = find_metric(metric);
  assert(found);
  return found->get(result, &row);
}

std::string figure_text(const Result& result, const Row& row, std::string_view metric) {
  const std::optional<double> value = figure(result, row, metric);
  return value ? format_value(find_metric(metric)->unit, *value) : "-";
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace brood
