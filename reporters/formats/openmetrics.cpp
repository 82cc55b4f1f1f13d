#include "reporters/formats/openmetrics.hpp"

#include <algorithm>
#include <set>

#include "reporters/check_text.hpp"
#include "reporters/formats/report_rows.hpp"
#include "reporters/printable.hpp"
#include "runner/core/metric_table.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : shorten(one_line(text), 1000))
    out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return out + '"';
}

const char* suffix_of(Unit unit) {
  switch (unit) {
    case Unit::time:
      return "_seconds";
    case Unit::ratio:
      return "_ratio";
    case Unit::rate:
      return "_per_second";
    case Unit::bytes:
      return "_bytes";
    case Unit::count:
      break;
  }
  return "";
}

// "wait.p99.9" -> "wait_p99_9_seconds". Names may not say a unit twice, nor end as parts of a histogram do.
std::string name_of(const Metric& metric) {
  std::string name = metric.name;
  if (name == "count") name = "samples";
  if (metric.unit == Unit::time && name.ends_with("_s")) name.resize(name.size() - 2);
  if (metric.unit == Unit::bytes && name.starts_with("bytes_")) name.erase(0, 6);
  std::replace(name.begin(), name.end(), '.', '_');
  return name + suffix_of(metric.unit);
}

class Family {
 public:
  Family(std::ostream& out, std::string name, std::string help)
      : out_(out), name_(std::move(name)), help_(std::move(help)) {}
  void add(const std::string& labels, std::optional<double> value) {
    if (!value) return;
    if (!begun_) out_ << "# HELP " << name_ << ' ' << help_ << "\n# TYPE " << name_ << " gauge\n";
    begun_ = true;
    out_ << name_;
    if (!labels.empty()) out_ << '{' << labels << '}';
    out_ << ' ' << format_number(*value) << '\n';
  }

 private:
  std::ostream& out_;
  std::string name_;
  std::string help_;
  bool begun_ = false;  // a family without a sample is not there
};

void write_rows(const Result& result, const std::vector<ReportRow>& rows, const Metric& metric,
                std::ostream& out) {
  for (const bool of_tasks : {true, false}) {
    if (of_tasks && (metric.scopes & kRowScope) == 0) continue;
    const std::string kind = of_tasks ? "task" : "request";
    const Row& all = of_tasks ? result.all_tasks : result.all_requests;
    Family(out, "brood_" + kind + "s_" + name_of(metric), "All " + kind + "s: " + metric.help + '.')
        .add("", metric.get(result, &all));
    Family each(out, "brood_" + kind + '_' + name_of(metric), "Each " + kind + ": " + metric.help + '.');
    for (const ReportRow& row : rows)
      if (row.is_task == of_tasks) each.add(kind + '=' + quoted(row.title), metric.get(result, row.row));
  }
}

void write_run(const Result& result, std::ostream& out) {
  const RunHeader& header = result.header;
  Family(out, "brood_run_info", "The run that these figures are of.")
      .add("scenario=" + quoted(header.scenario.name) + ",target=" + quoted(header.scenario.target) +
               ",started_at=" + quoted(header.started_at) +
               ",brood=" + quoted(header.environment.brood_version),
           1);
  Family(out, "brood_run_complete", "1 if the run came to its end.").add("", result.complete ? 1 : 0);
  Family verdict(out, "brood_run_verdict",
                 "1 for the verdict of the run, which has none if it is incomplete.");
  for (const Verdict which : {Verdict::passed, Verdict::failed, Verdict::inconclusive})
    verdict.add("verdict=" + quoted(std::string(to_string(which))),
                has_verdict(result) && result.verdict == which ? 1 : 0);
  Family check(out, "brood_check_passed", "1 if the check passed, 0 if it failed or is inconclusive.");
  std::set<std::string> told;
  for (const Check& each : result.checks)
    if (const std::string label = "check=" + quoted(check_title(each)); told.insert(label).second)
      check.add(label, each.verdict == Verdict::passed ? 1 : 0);
}

}  // namespace

void write_openmetrics(const Result& result, std::ostream& out) {
  write_run(result, out);
  const std::vector<ReportRow> rows = report_rows(result);
  for (const Metric& metric : metric_table()) {
    if ((metric.scopes & (kRowScope | kRequestScope)) != 0) write_rows(result, rows, metric, out);
    else
      Family(out, ((metric.scopes & kSutScope) != 0 ? "brood_sut_" : "brood_run_") + name_of(metric),
             metric.help + '.')
          .add("", metric.get(result, nullptr));
  }
  out << "# EOF\n";
}

}  // namespace brood
