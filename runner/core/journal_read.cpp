#include <nlohmann/json.hpp>

#include "runner/core/comparison_json.hpp"
#include "runner/core/journal.hpp"
#include "runner/core/journal_lines.hpp"
#include "runner/core/journal_order.hpp"
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
        EndedBy::sut_died, EndedBy::environment_failed, EndedBy::not_ready, EndedBy::corrupted})
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

// A discarded value if the line is damaged.
Json parsed(const std::string& line) {
  Expected<Json> json = read_json(line, kRecord);
  return json ? *std::move(json) : Json(Json::value_t::discarded);
}

// Gives a journal's records to a fold, as long as each is where it can be.
class Replay {
 public:
  Replay(ResultFold& fold, const JournalReading& how) : fold_(fold), how_(how) {}

  // What is wrong with the record, or nothing. Throws DamagedRecord if it is none.
  std::string take(const JournalRecord& record) {
    return record.is_interval ? take(record.interval) : take(parsed(record.line));
  }

  bool is_over() const { return order_.is_over(); }

 private:
  std::string take(const Interval& interval) {
    std::string wrong = order_.interval(interval);
    if (!wrong.empty()) return wrong;
    fold_.observe(interval);
    if (how_.on_interval) how_.on_interval(interval);
    return wrong;
  }

  std::string take(const Json& record) {
    if (find_member(record, "brood")) return order_.header();
    if (find_member(record, "broken")) return kBroken;
    if (const Json* footer = find_member(record, "footer")) return take_footer(read_footer(*footer));
    if (find_member(record, "tasks")) return take_tasks(record);
    if (const Json* comparison = find_member(record, "comparison")) return take_comparison(*comparison);
    std::string wrong = order_.any();
    if (!wrong.empty()) return wrong;
    if (const Json* warning = find_member(record, "warning")) {
      std::string text;
      read_value(*warning, text);
      fold_.observe_warning(text);
    } else if (find_member(record, "replaced")) {
      fold_.observe_replaced_user();
    }
    return wrong;
  }

  std::string take_tasks(const Json& record) {
    std::vector<std::string> names;
    for_each_member(record, "tasks", [&](const Json& name) { read_value(name, names.emplace_back()); });
    std::string wrong = order_.tasks();
    if (wrong.empty()) fold_.observe_tasks(names);
    return wrong;
  }

  std::string take_comparison(const Json& json) {
    const Comparison comparison = comparison_from_json(json);
    std::string wrong = order_.comparison();
    if (wrong.empty()) fold_.observe(comparison);
    return wrong;
  }

  std::string take_footer(const RunFooter& footer) {
    std::string wrong = order_.footer(footer);
    if (wrong.empty()) fold_.observe(footer);
    return wrong;
  }

  ResultFold& fold_;
  const JournalReading& how_;
  JournalOrder order_;
};

// Why the journal is not whole; without a reason if it is.
JournalFault fold_records(JournalLines& lines, ResultFold& fold, const JournalReading& how) {
  JournalStream records(lines);
  Replay replay(fold, how);
  while (const JournalRecord* record = records.next()) {
    std::string wrong;
    try {
      wrong = replay.take(*record);
    } catch (const DamagedRecord&) {
      wrong = kNoRecord;
    }
    if (!wrong.empty()) return damaged_line(record->number, wrong);
  }
  // Whatever it is that comes after the footer, somebody else put it there.
  const bool has_fault = !records.fault().reason.empty();
  if (replay.is_over() && has_fault) return damaged_line(lines.number(), kAfterFooter);
  if (replay.is_over() || has_fault) return records.fault();
  return {EndedBy::unknown, "the journal stops after line " + std::to_string(lines.number())};
}

// The way out, which is another one for a run that was killed.
std::string advice(EndedBy ended_by) {
  return ended_by == EndedBy::unknown
             ? ", before the end of the run: brood was killed, or the journal was cut"
             : ". What comes before that line stands; how the run ended is not known. Take the journal as "
               "the run wrote it, or run again";
}

struct FirstRecord {
  int version = 0;
  RunHeader header;
};

Status check_first_line(const Json& record, int& version) {
  std::string format;
  if (record.is_object()) {
    read_member(record, "brood", format);
    read_member(record, "version", version);
  }
  if (format != "journal")
    return Error{"not a Brood journal, or its first line is cut: there is no run that could be read from it"};
  if (version >= kUnsealedVersion && version <= kJournalVersion) return Done{};
  return Error{"the journal is of version " + std::to_string(version) + ", this brood reads versions " +
               std::to_string(kUnsealedVersion) + " to " + std::to_string(kJournalVersion) +
               ": use the brood that wrote it"};
}

Expected<FirstRecord> read_first_record(JournalLines& lines) try {
  std::string line;
  FirstRecord first;
  const Json record = lines.next(line) ? parsed(line) : Json();
  if (const Status status = check_first_line(record, first.version); !status) return status.error();
  if (!lines.begin(line, first.version != kUnsealedVersion))
    return Error{lines.fault().reason + ". There is no run that could be read from it"};
  const Json* header = find_member(record, "header");
  require(header != nullptr);
  first.header = read_header(*header);
  return first;
} catch (const DamagedRecord&) {
  return Error{"the journal's first line is damaged: there is no run that could be read from it"};
}

}  // namespace

Expected<ResultFold> read_journal(std::istream& in, const JournalReading& how) {
  JournalLines lines(in);
  Expected<FirstRecord> first = read_first_record(lines);
  if (!first) return first.error();
  if (!how.thresholds.empty()) first->header.scenario.thresholds = how.thresholds;
  if (how.allows_skipped) first->header.scenario.allows_skipped = true;
  ResultFold fold;
  fold.observe(first->header);
  if (first->version == kUnsealedVersion) fold.observe_warning(kUnsealedWarning);
  if (how.on_header) how.on_header(first->header);
  const JournalFault fault = fold_records(lines, fold, how);
  if (!fault.reason.empty()) fold.observe_fault(fault.ended_by, fault.reason + advice(fault.ended_by));
  return fold;
}

}  // namespace brood
