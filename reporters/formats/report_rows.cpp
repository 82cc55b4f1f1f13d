#include "reporters/formats/report_rows.hpp"

#include <set>

#include "reporters/printable.hpp"

namespace brood {
namespace {

constexpr std::size_t kMaxText = 500;

std::string fit(const std::string& text) {
  const std::string line = shorten(one_line(text), kMaxText);
  return line.empty() ? "(no name)" : line;
}

std::string unique(const std::string& title, std::set<std::string>& taken) {
  std::string candidate = title;
  for (int again = 2; !taken.insert(candidate).second; ++again)
    candidate = title + " (" + std::to_string(again) + ')';
  return candidate;
}

}  // namespace

std::vector<ReportRow> report_rows(const Result& result) {
  std::vector<ReportRow> rows;
  std::set<std::string> taken;
  for (const auto& [key, row] : result.requests)
    rows.push_back({false, key.method.empty() ? "" : fit(key.method), fit(key.name),
                    unique(fit(key.text()), taken), &row});
  for (const auto& [name, row] : result.tasks)
    rows.push_back({true, "", fit(name), unique(fit(name), taken), &row});
  return rows;
}

std::string run_title(const Result& result) { return fit(result.header.scenario.name); }

const Row& main_totals(const Result& result) {
  return result.requests.empty() ? result.all_tasks : result.all_requests;
}

}  // namespace brood
