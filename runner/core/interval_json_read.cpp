#include "runner/core/interval_json.hpp"
#include "runner/core/json_fields.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;

void read_outcome(const Json& object, Outcome& outcome) {
  std::uint8_t number = 0;
  read_member(object, "outcome", number);
  require(number <= static_cast<std::uint8_t>(Outcome::abandoned));
  outcome = static_cast<Outcome>(number);
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
  std::uint32_t before = 0;
  for (auto& [index, count] : buckets) {
    read_value(*number++, index);
    read_value(*number++, count);
    require(index <= std::numeric_limits<std::uint32_t>::max() - before);
    before = index += before;
  }
  require(histogram.restore(buckets, sum, minimum, maximum));
}

void read_statuses(const Json& object, std::map<int, std::uint64_t>& statuses) {
  const Json* numbers = find_member(object, "statuses");
  if (!numbers) return;
  require(numbers->is_array() && numbers->size() % 2 == 0);
  for (auto number = numbers->begin(); number != numbers->end(); ++number) {
    int status = 0;
    read_value(*number, status);
    read_value(*++number, statuses[status]);
  }
}

void read_phases(const Json& object, std::array<PhaseSum, kPhaseCount>& phases) {
  const Json* member = find_member(object, "phases");
  if (!member) return;
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const Json* numbers = find_member(*member, kPhaseNames[i]);
    if (!numbers) continue;
    require(numbers->is_array() && numbers->size() == 3);
    read_value((*numbers)[0], phases[i].count);
    read_value((*numbers)[1], phases[i].sum);
    read_value((*numbers)[2], phases[i].max);
  }
}

void read_row(const Json& json, Row& row) {
  row.clear();
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

void read_arrivals(const Json& json, ArrivalCounts& arrivals) {
  read_member(json, "due", arrivals.due);
  read_member(json, "abandoned", arrivals.abandoned);
  read_histogram(json, "queued", arrivals.queued);
}

void read_sut(const Json& json, SutUsage& sut) {
  sut.known = true;
  read_member(json, "cpu", sut.cpu);
  read_member(json, "memory", sut.memory);
}

std::size_t size_of(const Json& object, const char* key) {
  const Json* member = find_member(object, key);
  return member ? member->size() : 0;
}

void read_task_rows(const Json& json, std::vector<TaskRow>& rows) {
  rows.resize(size_of(json, "tasks"));
  auto row = rows.begin();
  for_each_member(json, "tasks", [&](const Json& element) {
    row->task.clear();
    read_member(element, "task", row->task);
    read_row(element, row->row);
    ++row;
  });
}

void read_request_rows(const Json& json, std::vector<RequestRow>& rows) {
  rows.resize(size_of(json, "requests"));
  auto row = rows.begin();
  for_each_member(json, "requests", [&](const Json& element) {
    for (std::string* text : {&row->task, &row->method, &row->name}) text->clear();
    read_member(element, "task", row->task);
    read_member(element, "method", row->method);
    read_member(element, "name", row->name);
    read_row(element, row->row);
    ++row;
  });
}

}  // namespace

void read_interval(const Json& json, Interval& interval) {
  std::vector<TaskRow> tasks = std::move(interval.tasks);
  std::vector<RequestRow> requests = std::move(interval.requests);
  read_task_rows(json, tasks);
  read_request_rows(json, requests);
  interval = Interval{};
  interval.tasks = std::move(tasks);
  interval.requests = std::move(requests);
  read_member(json, "begin", interval.begin);
  read_member(json, "end", interval.end);
  read_member(json, "drain", interval.drain);
  read_member(json, "users", interval.users);
  for_each_member(json, "errors",
                  [&](const Json& error) { read_error(error, interval.errors.emplace_back()); });
  for_each_member(json, "slowest", [&](const Json& iteration) {
    read_slow_iteration(iteration, interval.slowest.emplace_back());
  });
  if (const Json* arrivals = find_member(json, "arrivals")) read_arrivals(*arrivals, interval.arrivals);
  if (const Json* generator = find_member(json, "generator")) read_generator(*generator, interval.generator);
  if (const Json* sut = find_member(json, "sut")) read_sut(*sut, interval.sut);
}

}  // namespace brood
