#include "ci/command/baseline_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "ci/command/values.hpp"
#include "ci/gate/baseline_choice.hpp"
#include "ci/gate/statistics.hpp"
#include "reporters/printable.hpp"
#include "reporters/table.hpp"
#include "runner/core/metric_value.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

std::string value_of(const Conditions& conditions, const std::string& name) {
  const auto found = conditions.find(name);
  return found == conditions.end() ? std::string() : found->second;
}

std::string short_machine(const Conditions& machine) {
  constexpr std::size_t kWidth = 30;
  const std::string cpu = value_of(machine, "cpu");
  const std::string cores = value_of(machine, "cores");
  return shorten_middle(one_line(cpu.empty() ? "unknown" : cpu), kWidth) +
         (cores.empty() ? "" : ", " + one_line(cores) + (cores == "1" ? " core" : " cores"));
}

std::string sentence_of(const Conditions& conditions) {
  std::string text;
  for (const auto& [name, value] : conditions)
    if (name != "target") text += (text.empty() ? "" : ", ") + name + ' ' + value;
  return one_line(text);
}

std::string value_text(MetricKind kind, double y) {
  if (kind == MetricKind::throughput) return format_value(Unit::rate, std::exp(y));
  return format_value(Unit::time, std::exp(y) * 1e-9);
}

std::string spread_text(const std::vector<double>& y) {
  if (y.size() < 2) return "-";
  return human_number(100 * std::expm1(std::sqrt(sample_variance(y)))) + '%';
}

using Group = std::vector<const Baseline*>;

// A row for each metric that any run has, in the order of their names.
std::vector<TableRow> metric_rows(const Group& group) {
  std::map<std::pair<std::string, MetricKind>, std::vector<double>> values;
  for (const Baseline* baseline : group)
    for (const RunMetric& metric : baseline->metrics)
      values[{metric.metric.task, metric.metric.kind}].push_back(metric.y);
  std::vector<TableRow> rows{{"Metric", "runs", "mean", "varies by"}};
  for (const auto& [metric, y] : values)
    rows.push_back({one_line(GateMetric{metric.first, metric.second}.name()), std::to_string(y.size()),
                    value_text(metric.second, mean(y)), spread_text(y)});
  return rows;
}

void write_group(const Group& all, int width, std::ostream& out) {
  const std::size_t count = std::min(all.size(), kMostStoredRuns);
  const Group last(all.end() - static_cast<std::ptrdiff_t>(count), all.end());
  const Baseline& newest = *last.back();
  out << all.size() << (all.size() == 1 ? " run of " : " runs of ")
      << one_line(value_of(newest.load, "target")) << "\n  with " << sentence_of(newest.load) << "\n  on "
      << sentence_of(newest.machine) << "\n  from " << last.front()->started_at;
  if (count > 1) out << " to " << newest.started_at;
  if (count < all.size()) out << " (the last " << count << ')';
  out << "\n\n";
  write_table(metric_rows(last), width, out);
}

}  // namespace

void write_baseline_list(const std::vector<StoredFile>& files, int width, std::ostream& out) {
  std::vector<TableRow> rows{{"Time", "target", "machine", "verdict", "iterations"}};
  for (const StoredFile& file : files) {
    const Baseline& baseline = file.baseline;
    rows.push_back({baseline.started_at, one_line(value_of(baseline.load, "target")),
                    short_machine(baseline.machine),
                    baseline.complete ? std::string(to_string(baseline.verdict)) : "incomplete",
                    grouped(baseline.iterations())});
  }
  write_table(rows, width, out);
}

void write_baseline_groups(const std::vector<StoredFile>& files, int width, std::ostream& out) {
  std::map<std::pair<Conditions, Conditions>, Group> groups;
  for (const StoredFile& file : files)
    groups[{file.baseline.load, file.baseline.machine}].push_back(&file.baseline);
  bool is_first = true;
  for (const auto& [conditions, group] : groups) {
    if (!std::exchange(is_first, false)) out << '\n';
    write_group(group, width, out);
  }
}

}  // namespace brood
