#include "runner/core/journal.hpp"

#include <nlohmann/json.hpp>

#include "runner/core/comparison_json.hpp"
#include "runner/core/interval_json.hpp"
#include "runner/core/scenario_json.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string encode_line(const RunHeader& header) {
  return line({{"brood", "journal"},
               {"version", kJournalVersion},
               {"header",
                {{"started_at", to_utf8(header.started_at)},
                 {"scenario", scenario_to_json(header.scenario)},
                 {"environment", environment_to_json(header.environment)}}}});
}

std::string encode_tasks(const std::vector<std::string>& names) {
  Json tasks = Json::array();
  for (const std::string& name : names) tasks.push_back(to_utf8(name));
  return line({{"tasks", std::move(tasks)}});
}

std::string encode_line(const Interval& interval) { return line({{"interval", interval_to_json(interval)}}); }

std::string encode_warning(const std::string& text) { return line({{"warning", to_utf8(text)}}); }

std::string encode_replaced_user() { return line({{"replaced", 1}}); }

std::string encode_comparison(const Comparison& comparison) {
  return line({{"comparison", comparison_to_json(comparison)}});
}

std::string encode_broken(const std::string& what) { return line({{"broken", what}}); }

std::string encode_line(const RunFooter& footer) {
  Json json = {{"ended_by", std::string(to_string(footer.ended_by))}};
  if (!footer.reason.empty()) json["reason"] = to_utf8(footer.reason);
  json["duration"] = footer.duration.count();
  json["drain"] = footer.drain.count();
  return line({{"footer", std::move(json)}});
}

}  // namespace brood
