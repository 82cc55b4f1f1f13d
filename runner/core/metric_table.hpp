// Every metric once: name, unit, which direction is better, where it applies and how it is read off a result. Console,
// files and the threshold parser all work from this table; adding a metric is one row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "runner/core/result.hpp"

namespace brood {

enum class Unit : std::uint8_t { time, count, ratio, rate, bytes };
enum class Better : std::uint8_t { lower, higher, neither };

// What a metric is asked of: a row (tasks, requests, one task, one request), the SUT or the run.
enum Scope : std::uint8_t { kRowScope = 1, kSutScope = 2, kRunScope = 4, kRequestScope = 8 /* rows of requests only */ };

struct Metric {
  std::string_view name;
  Unit unit;
  Better better;
  std::uint8_t scopes;  // of Scope
  std::string_view help;
  // The value in base units (seconds, ratio 0..1, per second, bytes), or absent for no data. `row` is null for sut and
  // run metrics.
  std::optional<double> (*get)(const Result& result, const Row* row);
};

std::span<const Metric> metric_table();
// Null when there is no such metric.
const Metric* find_metric(std::string_view name);

// A metric's value for a person and in a threshold: "14.3ms", "0.5%", "120/s", "512MB", "42".
std::string format_value(Unit unit, double value);

}  // namespace brood
