#include "reporters/runs/run_text.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "reporters/printable.hpp"
#include "runner/core/metric_table.hpp"

namespace brood {

std::string run_figure_text(std::size_t metric, const std::optional<double>& value) {
  if (!value) return "-";
  const Unit unit = find_metric(kRunMetrics[metric])->unit;
  return format_value(unit, unit == Unit::time ? *value / 1e3 : *value);
}

std::string moment_text(const std::string& started_at) {
  constexpr std::size_t kDate = 10, kSecond = 19;
  const bool stamp = started_at.size() > kSecond && started_at[kDate] == 'T' && started_at.back() == 'Z';
  if (!stamp) return one_line(started_at);
  return one_line(started_at.substr(0, kDate) + ' ' + started_at.substr(kDate + 1, kSecond - kDate - 1));
}

std::string outcome_text(const std::string& outcome) {
  if (outcome != "failed" && outcome != "incomplete") return outcome;
  std::string text = outcome;
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

TableRow run_headings(TableRow first, std::size_t first_metric) {
  for (std::size_t metric = first_metric; metric < kRunMetrics.size(); ++metric) {
    const bool errors = std::string_view(kRunMetrics[metric]) == "error_rate";
    first.emplace_back(errors ? "errors" : kRunMetrics[metric]);
  }
  return first;
}

}  // namespace brood
