#include "reporters/formats/jtl.hpp"

#include <algorithm>
#include <tuple>

#include "reporters/formats/csv_line.hpp"
#include "reporters/formats/moments.hpp"
#include "reporters/formats/report_rows.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

struct Entry {
  NamePoint point;
  std::string label;
  std::uint64_t bytes = 0;  // mean of a sample's
};

std::vector<Entry> entries_of(const Result& result) {
  std::vector<Entry> entries;
  const std::vector<ReportRow> rows = report_rows(result);
  auto row = rows.begin();
  const auto add = [&](const std::vector<NamePoint>& points) {
    const std::uint64_t bytes = row->row->bytes_in / std::max<std::uint64_t>(row->row->count(), 1);
    for (const NamePoint& point : points) entries.push_back({point, row->title, bytes});
    ++row;
  };
  for (const auto& [key, ignored] : result.requests) add(result.request_series.of(key));
  for (const auto& [name, ignored] : result.tasks) add(result.task_series.of(name));
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.point.begin < b.point.begin; });
  return entries;
}

void write_row(const Result& result, const Entry& entry, bool passed, std::uint32_t users,
               std::ostream& out) {
  const NamePoint& point = entry.point;
  const std::uint64_t count = passed ? point.passed : point.failed;
  if (count == 0) return;
  const std::uint64_t mean_ms = ((passed ? point.passed_ns : point.failed_ns) / count + 500'000) / 1'000'000;
  const std::string span =
      format_duration(std::chrono::round<std::chrono::milliseconds>(point.end - point.begin));
  const std::string many = std::to_string(count);
  write_csv_line({CsvCell::figure(std::to_string(epoch_ms(result.header, point.begin))),
                  std::to_string(mean_ms), entry.label, passed ? "OK" : "FAILED",
                  "mean of " + many + (count == 1 ? " sample" : " samples") + " in " + span, "brood",
                  passed ? "true" : "false", std::to_string(entry.bytes), std::to_string(users),
                  std::to_string(users), many, passed ? "0" : many},
                 out);
}

}  // namespace

void write_jtl(const Result& result, std::ostream& out) {
  write_csv_line({"timeStamp", "elapsed", "label", "responseCode", "responseMessage", "threadName", "success",
                  "bytes", "grpThreads", "allThreads", "SampleCount", "ErrorCount"},
                 out);
  auto second = result.series.begin();
  for (const Entry& entry : entries_of(result)) {
    while (second != result.series.end() && second->end <= entry.point.begin) ++second;
    const std::uint32_t users = second == result.series.end() ? 0 : second->users;
    for (const bool passed : {true, false}) write_row(result, entry, passed, users, out);
  }
}

}  // namespace brood
