#include "reporters/html/course.hpp"

#include <algorithm>
#include <chrono>

#include "reporters/figures.hpp"
#include "reporters/html/coarse.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

// What a run's last moments came to says little about a whole second.
constexpr Nanos kShortest = std::chrono::milliseconds{200};
// More than can be seen, in as few bytes.
constexpr int kDigits = 6;

Json percentile_ms(const Histogram& histogram, double q) {
  const auto value = histogram.quantile(q);
  return value ? Json(in_ms(static_cast<double>(*value) / 1e9)) : Json(nullptr);
}

// A column: what `value` says of each slice.
template <class Value>
Json column(const std::vector<TimeSlice>& slices, Value&& value) {
  Json list = Json::array();
  for (const TimeSlice& slice : slices) list.push_back(value(slice));
  return list;
}

Json a_second(const TimeSlice& slice, double amount) {
  const Nanos length = slice.end - slice.begin;
  return length < kShortest ? Json(nullptr)
                            : Json(rounded(amount * 1e9 / static_cast<double>(length.count()), kDigits));
}

Json a_second(const TimeSlice& slice, std::uint64_t count) {
  return a_second(slice, static_cast<double>(count));
}

Json processors(const TimeSlice& slice, Nanos cpu) {
  return a_second(slice, static_cast<double>(cpu.count()) / 1e9);
}

Json samples(const std::vector<TimeSlice>& slices, TimeSlice::Samples TimeSlice::*kind) {
  Json json;
  json["passed"] = column(slices, [&](const auto& s) { return a_second(s, (s.*kind).passed); });
  json["failed"] = column(slices, [&](const auto& s) { return a_second(s, (s.*kind).failed); });
  for (const auto& [name, q] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}})
    json[name] = column(slices, [&, q = q](const auto& s) { return percentile_ms((s.*kind).latency, q); });
  json["heat"] = column(slices, [&](const auto& s) { return coarse_buckets((s.*kind).latency, kHeatParts); });
  return json;
}

}  // namespace

Json course_of(const Result& result) {
  const std::vector<TimeSlice>& slices = result.slices;
  Json json;
  json["from_s"] = column(slices, [](const auto& s) { return to_seconds(s.begin); });
  json["to_s"] = column(slices, [](const auto& s) { return to_seconds(s.end); });
  json["drain"] = std::count_if(slices.begin(), slices.end(), [](const auto& s) { return s.drain; });
  json["users"] = column(slices, [](const auto& s) { return s.users; });
  json["replaced"] = column(slices, [](const auto& s) { return s.replaced_users; });
  json["tasks"] = samples(slices, &TimeSlice::tasks);
  json["requests"] = samples(slices, &TimeSlice::requests);
  json["lateness_p99_ms"] = column(slices, [](const auto& s) { return percentile_ms(s.lateness, 0.99); });
  json["generator_cpu"] = column(slices, [](const auto& s) { return processors(s, s.generator_cpu); });
  if (!result.sut.known) return json;
  json["sut_cpu"] = column(slices, [](const auto& s) { return processors(s, s.sut_cpu); });
  json["sut_memory_mb"] =
      column(slices, [](const auto& s) { return rounded(static_cast<double>(s.sut_memory) / 1e6, kDigits); });
  return json;
}

}  // namespace brood
