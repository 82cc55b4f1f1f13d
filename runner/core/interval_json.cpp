#include "runner/core/interval_json.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
void put(Json& json, const char* key, T value) {
  if (value != T{}) json[key] = value;
}

void put(Json& json, const char* key, Nanos value) { put(json, key, value.count()); }

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = to_utf8(text);
}

void put(Json& json, const char* key, Json&& value) {
  if (!value.empty()) json[key] = std::move(value);
}

Json encode(const Histogram& histogram) {
  if (histogram.empty()) return {};
  Json buckets = Json::array();
  std::uint32_t before = 0;
  histogram.for_each([&](std::uint32_t index, std::uint64_t count) {
    buckets.push_back(index - before);
    before = index;
    buckets.push_back(count);
  });
  return {{"sum", histogram.sum()},
          {"min", *histogram.min()},
          {"max", *histogram.max()},
          {"buckets", std::move(buckets)}};
}

Json encode(const std::map<int, std::uint64_t>& statuses) {
  Json json = Json::array();
  for (const auto& [status, count] : statuses) {
    json.push_back(status);
    json.push_back(count);
  }
  return json;
}

Json encode(const std::array<PhaseSum, kPhaseCount>& phases) {
  Json json;
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const PhaseSum& phase = phases[i];
    if (phase != PhaseSum{}) json[kPhaseNames[i]] = {phase.count, phase.sum, phase.max};
  }
  return json;
}

void put_row(Json& json, const Row& row) {
  put(json, "passed", row.passed);
  put(json, "failed", row.failed);
  put(json, "skipped", row.skipped);
  put(json, "abandoned", row.abandoned);
  put(json, "in_time", row.in_time);
  put(json, "latency", encode(row.latency));
  put(json, "failed_latency", encode(row.failed_latency));
  put(json, "redirects", row.redirects);
  put(json, "bytes_in", row.bytes_in);
  put(json, "bytes_out", row.bytes_out);
  put(json, "statuses", encode(row.statuses));
  put(json, "phases", encode(row.phases));
  put(json, "wait", encode(row.wait));
}

Json encode(const TaskRow& row) {
  Json json = {{"task", to_utf8(row.task)}};
  put_row(json, row.row);
  return json;
}

Json encode(const RequestRow& row) {
  Json json = {{"method", to_utf8(row.method)}, {"name", to_utf8(row.name)}};
  put(json, "task", row.task);
  put_row(json, row.row);
  return json;
}

Json encode(const ErrorCount& error) {
  Json json = {{"count", error.count}, {"message", to_utf8(error.message)}};
  put(json, "where", error.where);
  put(json, "task", error.task);
  put(json, "method", error.method);
  put(json, "name", error.name);
  return json;
}

Json encode(const SlowRequest& request) {
  Json json = {{"method", to_utf8(request.method)}, {"name", to_utf8(request.name)}};
  put(json, "offset", request.offset);
  put(json, "duration", request.duration);
  put(json, "status", request.status);
  put(json, "outcome", static_cast<unsigned>(request.outcome));
  return json;
}

template <class T>
Json encode_all(const std::vector<T>& values);

Json encode(const SlowIteration& iteration) {
  Json json = {{"task", to_utf8(iteration.task)}};
  put(json, "user", iteration.user);
  put(json, "start", iteration.start);
  put(json, "duration", iteration.duration);
  put(json, "outcome", static_cast<unsigned>(iteration.outcome));
  put(json, "requests", encode_all(iteration.requests));
  put(json, "more_requests", iteration.more_requests);
  return json;
}

template <class T>
Json encode_all(const std::vector<T>& values) {
  Json json = Json::array();
  for (const T& value : values) json.push_back(encode(value));
  return json;
}

Json encode(const Generator& generator) {
  Json json;
  put(json, "stalls", generator.stalls);
  put(json, "stalled", generator.stalled);
  put(json, "lateness", encode(generator.lateness));
  put(json, "cpu", generator.cpu);
  put(json, "memory", generator.memory);
  put(json, "lost", generator.lost);
  return json;
}

Json encode(const ArrivalCounts& arrivals) {
  Json json;
  put(json, "due", arrivals.due);
  put(json, "abandoned", arrivals.abandoned);
  put(json, "queued", encode(arrivals.queued));
  return json;
}

Json encode(const SutUsage& sut) {
  if (!sut.known) return {};
  return {{"cpu", sut.cpu.count()}, {"memory", sut.memory}};
}

}  // namespace

nlohmann::ordered_json interval_to_json(const Interval& interval) {
  Json json = {{"begin", interval.begin.count()}, {"end", interval.end.count()}};
  put(json, "drain", interval.drain);
  put(json, "users", interval.users);
  put(json, "tasks", encode_all(interval.tasks));
  put(json, "requests", encode_all(interval.requests));
  put(json, "errors", encode_all(interval.errors));
  put(json, "skips", encode_all(interval.skips));
  put(json, "slowest", encode_all(interval.slowest));
  put(json, "arrivals", encode(interval.arrivals));
  put(json, "generator", encode(interval.generator));
  put(json, "sut", encode(interval.sut));
  return json;
}

}  // namespace brood
