#include <nlohmann/json.hpp>

#include "runner/core/journal.hpp"
#include "runner/core/json_fields.hpp"
#include "runner/core/scenario_json.hpp"
#include "runner/core/threshold.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxLine = 256u << 20;
constexpr int kMaxDepth = 16;

// The JSON library builds a tree of any depth. No record of ours is deep, so deep lines never get there.
bool is_believable(const std::string& line) {
  if (line.size() > kMaxLine) return false;
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_text && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_text = !in_text;
    } else if (!in_text && (c == '[' || c == '{')) {
      if (++depth > kMaxDepth) return false;
    } else if (!in_text && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return true;
}

void read_value(const Json& json, Outcome& outcome) {
  std::uint8_t number = 0;
  brood::read_value(json, number);
  require(number <= static_cast<std::uint8_t>(Outcome::abandoned));
  outcome = static_cast<Outcome>(number);
}

void read_outcome(const Json& object, Outcome& outcome) {
  if (const Json* member = find_member(object, "outcome")) read_value(*member, outcome);
}

void read_histogram(const Json& object, const char* key, Histogram& histogram) {
  const Json* member = find_member(object, key);
  if (!member) return;
  std::uint64_t sum = 0, minimum = 0, maximum = 0;
  read_member(*member, "sum", sum);
  read_member(*member, "min", minimum);
  read_member(*member, "max", maximum);
  const Json* numbers = find_member(*member, "buckets");
  require(numbers && numbers->is_array() && !numbers->empty() && numbers->size() % 2 == 0);
  std::vector<std::pair<std::uint32_t, std::uint64_t>> buckets(numbers->size() / 2);
  auto number = numbers->begin();
  for (auto& [index, count] : buckets) {
    brood::read_value(*number++, index);
    brood::read_value(*number++, count);
  }
  require(histogram.restore(buckets, sum, minimum, maximum));
}

void read_statuses(const Json& object, std::map<int, std::uint64_t>& statuses) {
  const Json* numbers = find_member(object, "statuses");
  if (!numbers) return;
  require(numbers->is_array() && numbers->size() % 2 == 0);
  for (auto number = numbers->begin(); number != numbers->end(); ++number) {
    int status = 0;
    brood::read_value(*number, status);
    brood::read_value(*++number, statuses[status]);
  }
}

void read_phases(const Json& object, std::array<PhaseSum, kPhaseCount>& phases) {
  const Json* member = find_member(object, "phases");
  if (!member) return;
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const Json* numbers = find_member(*member, kPhaseNames[i]);
    if (!numbers) continue;
    require(numbers->is_array() && numbers->size() == 3);
    brood::read_value((*numbers)[0], phases[i].count);
    brood::read_value((*numbers)[1], phases[i].sum);
    brood::read_value((*numbers)[2], phases[i].max);
  }
}

void read_row(const Json& json, Row& row) {
  read_member(json, "passed", row.passed);
  read_member(json, "failed", row.failed);
  read_member(json, "skipped", row.skipped);
  read_member(json, "abandoned", row.abandoned);
  read_member(json, "in_time", row.in_time);
  read_histogram(json, "latency", row.latency);
  read_histogram(json, "failed_latency", row.failed_latency);
  read_member(json, "redirects", row.redirects);
  read_member(json, "bytes_in", row.bytes_in);
  read_member(json, "bytes_out", row.bytes_out);
  read_statuses(json, row.statuses);
  read_phases(json, row.phases);
  read_histogram(json, "wait", row.wait);
}

void read_error(const Json& json, ErrorCount& error) {
  read_member(json, "count", error.count);
  read_member(json, "message", error.message);
  read_member(json, "where", error.where);
  read_member(json, "task", error.task);
  read_member(json, "method", error.method);
  read_member(json, "name", error.name);
}

void read_slow_request(const Json& json, SlowRequest& request) {
  read_member(json, "method", request.method);
  read_member(json, "name", request.name);
  read_member(json, "offset", request.offset);
  read_member(json, "duration", request.duration);
  read_member(json, "status", request.status);
  read_outcome(json, request.outcome);
}

void read_slow_iteration(const Json& json, SlowIteration& iteration) {
  read_member(json, "task", iteration.task);
  read_member(json, "user", iteration.user);
  read_member(json, "start", iteration.start);
  read_member(json, "duration", iteration.duration);
  read_outcome(json, iteration.outcome);
  for_each_member(json, "requests", [&](const Json& request) {
    read_slow_request(request, iteration.requests.emplace_back());
  });
  read_member(json, "more_requests", iteration.more_requests);
}

void read_generator(const Json& json, Generator& generator) {
  read_member(json, "stalls", generator.stalls);
  read_member(json, "stalled", generator.stalled);
  read_histogram(json, "lateness", generator.lateness);
  read_member(json, "cpu", generator.cpu);
  read_member(json, "memory", generator.memory);
  read_member(json, "lost", generator.lost);
}

void read_sut(const Json& json, SutUsage& sut) {
  sut.known = true;
  read_member(json, "cpu", sut.cpu);
  read_member(json, "memory", sut.memory);
}

Interval read_interval(const Json& json) {
  Interval interval;
  read_member(json, "begin", interval.begin);
  read_member(json, "end", interval.end);
  read_member(json, "drain", interval.drain);
  read_member(json, "users", interval.users);
  for_each_member(json, "tasks", [&](const Json& element) {
    TaskRow& row = interval.tasks.emplace_back();
    read_member(element, "task", row.task);
    read_row(element, row.row);
  });
  for_each_member(json, "requests", [&](const Json& element) {
    RequestRow& row = interval.requests.emplace_back();
    read_member(element, "task", row.task);
    read_member(element, "method", row.method);
    read_member(element, "name", row.name);
    read_row(element, row.row);
  });
  for_each_member(json, "errors",
                  [&](const Json& error) { read_error(error, interval.errors.emplace_back()); });
  for_each_member(json, "slowest", [&](const Json& iteration) {
    read_slow_iteration(iteration, interval.slowest.emplace_back());
  });
  if (const Json* generator = find_member(json, "generator")) read_generator(*generator, interval.generator);
  if (const Json* sut = find_member(json, "sut")) read_sut(*sut, interval.sut);
  return interval;
}

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
       {EndedBy::run_time, EndedBy::iterations, EndedBy::signal, EndedBy::target_died, EndedBy::sut_died,
        EndedBy::environment_failed, EndedBy::not_ready})
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
  if (const Json* interval = find_member(record, "interval")) {
    fold.observe(read_interval(*interval));
  } else if (const Json* footer = find_member(record, "footer")) {
    fold.observe(read_footer(*footer));
    return false;
  } else if (find_member(record, "tasks")) {
    std::vector<std::string> names;
    for_each_member(record, "tasks",
                    [&](const Json& name) { brood::read_value(name, names.emplace_back()); });
    fold.observe_tasks(names);
  } else if (const Json* warning = find_member(record, "warning")) {
    std::string text;
    brood::read_value(*warning, text);
    fold.observe_warning(text);
  } else if (find_member(record, "replaced")) {
    fold.observe_replaced_user();
  }
  return true;
}

// A discarded value at the end, or if the line is cut or damaged.
Json next_record(std::istream& in) {
  std::string line;
  if (!std::getline(in, line) || in.eof() || !is_believable(line)) return Json(Json::value_t::discarded);
  return Json::parse(line, nullptr, false);
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

Expected<ResultFold> read_journal(std::istream& in) {
  Expected<RunHeader> header = read_first_record(next_record(in));
  if (!header) return header.error();
  ResultFold fold;
  fold.observe(*header);
  try {
    for (Json record = next_record(in); record.is_object(); record = next_record(in))
      if (!fold_record(record, fold)) break;
  } catch (const DamagedRecord&) {
    // What was read before the damage stands; without a footer the run is incomplete.
  }
  return fold;
}

}  // namespace brood
