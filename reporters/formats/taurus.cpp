#include "reporters/formats/taurus.hpp"

#include <cstdio>
#include <pugixml.hpp>

#include "reporters/figures.hpp"
#include "reporters/formats/report_rows.hpp"

namespace brood {
namespace {

void put(pugi::xml_node parent, const char* name, const std::string& value) {
  parent.append_child(name).append_attribute("value").set_value(value.c_str());
}

// Never with an exponent.
std::string seconds_text(double seconds) {
  char text[64];
  std::snprintf(text, sizeof text, "%.6f", seconds);
  return text;
}

void add_group(pugi::xml_node root, const Result& result, const std::string& label, const Row& row) {
  pugi::xml_node group = root.append_child("Group");
  group.append_attribute("label").set_value(label.c_str());
  put(group, "throughput", std::to_string(row.passed + row.failed));
  put(group, "succ", std::to_string(row.passed));
  put(group, "fail", std::to_string(row.failed));
  put(group, "bytes", std::to_string(row.bytes_in));
  put(group, "avg_rt", seconds_text(figure(result, row, "mean").value_or(0)));
  for (const auto& [param, metric] :
       {std::pair{"0.0", "min"}, {"50.0", "p50"}, {"90.0", "p90"}, {"95.0", "p95"}, {"100.0", "max"}}) {
    const std::optional<double> value = figure(result, row, metric);
    if (!value) continue;
    pugi::xml_node perc = group.append_child("perc");
    perc.append_attribute("param").set_value(param);
    perc.append_attribute("value").set_value(seconds_text(*value).c_str());
  }
}

}  // namespace

void write_taurus(const Result& result, std::ostream& out) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node root = document.append_child("FinalStatus");
  const std::string duration = seconds_text(static_cast<double>(result.duration().count()) / 1e9);
  root.append_child("TestDuration").text().set(duration.c_str());
  add_group(root, result, "", main_totals(result));
  for (const ReportRow& row : report_rows(result)) add_group(root, result, row.title, *row.row);
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
}

}  // namespace brood
