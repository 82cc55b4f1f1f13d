#include "reporters/compare/compare_html.hpp"

#include <sstream>

#include "reporters/compare/compare_json.hpp"
#include "reporters/compare/compare_text.hpp"
#include "reporters/html/coarse.hpp"
#include "reporters/html/course.hpp"
#include "reporters/html/page.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

// Buckets an octave of distributions.
constexpr int kParts = 8;

// Lines over time; the spread of each second would make the page large.
Json lines_of(const Result& run) {
  Json course = course_of(run);
  for (const char* kind : {"tasks", "requests"}) course[kind].erase("heat");
  return course;
}

std::map<RowName, Json> distributions_of(const Result& run) {
  std::map<RowName, Json> found;
  const auto add = [&](RowName name, const Row& row) {
    found.emplace(std::move(name), coarse_buckets(row.latency, kParts));
  };
  add({RowKind::all_requests, "", ""}, run.all_requests);
  add({RowKind::all_tasks, "", ""}, run.all_tasks);
  RowNames names;
  for (const auto& [key, row] : run.requests) add(names.request(key.method, key.name), row);
  for (const auto& [name, row] : run.tasks) add(names.task(name), row);
  return found;
}

// For each row those of all runs; empty where a run has no such row.
Json distributions(std::span<const Result> runs, const SideBySide& compared) {
  std::vector<std::map<RowName, Json>> of_runs;
  for (const Result& run : runs) of_runs.push_back(distributions_of(run));
  Json rows = Json::array();
  for (const RowOfRuns& row : compared.rows) {
    Json& list = rows.emplace_back(Json::array());
    for (auto& of_run : of_runs) {
      const auto found = of_run.find(row.name);
      list.push_back(found == of_run.end() ? Json::array() : std::move(found->second));
    }
  }
  return {{"parts", kParts}, {"rows", std::move(rows)}};
}

}  // namespace

void write_compare_html(std::span<const Result> runs, std::ostream& out) {
  const SideBySide compared = side_by_side(runs);
  std::ostringstream summary;
  write_compare_text(runs, ConsoleStyle{}, summary);
  Json data = compare_to_json(compared);
  Json& courses = data["courses"] = Json::array();
  for (const Result& run : runs) courses.push_back(lines_of(run));
  data["distributions"] = distributions(runs, compared);
  write_page({PageKind::compare, "Runs side by side", summary.str(), std::move(data)}, out);
}

}  // namespace brood
