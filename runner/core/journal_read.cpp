#include <nlohmann/json.hpp>

#include "runner/core/comparison_json.hpp"
#include "runner/core/journal.hpp"
#include "runner/core/journal_stream.hpp"
#include "runner/core/json_fields.hpp"
#include "runner/core/read_json.hpp"
#include "runner/core/scenario_json.hpp"
#include "runner/core/threshold.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;

constexpr JsonForm kRecord{16, true};

RunHeader read_header(const Json& json) {
  RunHeader header;
  read_member(json, "started_at", header.started_at);
  if (const Json* scenario = find_member(json, "scenario")) header.scenario = scenario_from_json(*scenario);
  if (const Json* environment = find_member(json, "environment"))
    header.environment = environment_from_json(*environment);
  for (const std::string& text : header.scenario.thresholds)
    require(static_cast<bool>(parse_threshold(text)));
  return header;
}

EndedBy read_ended_by(const Json& json) {
  std::string text;
  read_member(json, "ended_by", text);
  for (const EndedBy ended_by :
       {EndedBy::run_time, EndedBy::iterations, EndedBy::threshold, EndedBy::signal, EndedBy::target_died,
        EndedBy::sut_died, EndedBy::environment_failed, EndedBy::not_ready})
    if (text == to_string(ended_by)) return ended_by;
  return EndedBy::unknown;
}

RunFooter read_footer(const Json& json) {
  RunFooter footer;
  footer.ended_by = read_ended_by(json);
  read_member(json, "reason", footer.reason);
  read_member(json, "duration", footer.duration);
  read_member(json, "drain", footer.drain);
  return footer;
}

// False after the footer.
bool fold_record(const Json& record, ResultFold& fold) {
  if (const Json* footer = find_member(record, "footer")) {
    fold.observe(read_footer(*footer));
    return false;
  }
  if (find_member(record, "tasks")) {
    std::vector<std::string> names;
    for_each_member(record, "tasks", [&](const Json& name) { read_value(name, names.emplace_back()); });
    fold.observe_tasks(names);
  } else if (const Json* warning = find_member(record, "warning")) {
    std::string text;
    read_value(*warning, text);
    fold.observe_warning(text);
  } else if (const Json* comparison = find_member(record, "comparison")) {
    fold.observe(comparison_from_json(*comparison));
  } else if (find_member(record, "replaced")) {
    fold.observe_replaced_user();
  }
  return true;
}

// A discarded value if the line is damaged.
Json parsed(const std::string& line) {
  Expected<Json> json = read_json(line, kRecord);
  return json ? *std::move(json) : Json(Json::value_t::discarded);
}

void fold_records(std::istream& in, ResultFold& fold, const JournalReading& how) {
  JournalStream records(in);
  while (const JournalRecord* record = records.next()) {
    if (!record->is_interval) {
      if (!fold_record(parsed(record->line), fold)) return;
      continue;
    }
    fold.observe(record->interval);
    if (how.on_interval) how.on_interval(record->interval);
  }
}

Expected<RunHeader> read_first_record(const Json& record) try {
  std::string format;
  int version = 0;
  if (record.is_object()) {
    read_member(record, "brood", format);
    read_member(record, "version", version);
  }
  if (format != "journal")
    return Error{"not a Brood journal, or its first line is cut: there is no run that could be read from it"};
  if (version != kJournalVersion) {
    return Error{"the journal is of version " + std::to_string(version) + ", this brood reads version " +
                 std::to_string(kJournalVersion) + ": use the brood that wrote it"};
  }
  const Json* header = find_member(record, "header");
  require(header != nullptr);
  return read_header(*header);
} catch (const DamagedRecord&) {
  return Error{"the journal's first line is damaged: there is no run that could be read from it"};
}

}  // namespace

Expected<ResultFold> read_journal(std::istream& in, const JournalReading& how) {
  std::string first;
  Expected<RunHeader> header = read_first_record(next_line(in, first) ? parsed(first) : Json());
  if (!header) return header.error();
  if (!how.thresholds.empty()) header->scenario.thresholds = how.thresholds;
  ResultFold fold;
  fold.observe(*header);
  if (how.on_header) how.on_header(*header);
  try {
    fold_records(in, fold, how);
  } catch (const DamagedRecord&) {
    // What was read before the damage stands; without a footer the run is incomplete.
  }
  return fold;
}

}  // namespace brood
