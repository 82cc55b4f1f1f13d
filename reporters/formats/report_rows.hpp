// The rows of a result under names that any file can hold.
#pragma once

#include <string>
#include <vector>

#include "runner/core/result.hpp"

namespace brood {

struct ReportRow {
  bool is_task = false;
  std::string method;  // of a request; may be empty
  std::string name;
  std::string title;  // "GET /items/:id", "Shop.Buy"; no two rows have the same
  const Row* row;     // of the result, which must outlive it
};

// Requests, then tasks. Texts are printable, on one line, not empty and of bearable length; where that makes
// two titles alike, one gets a number.
std::vector<ReportRow> report_rows(const Result& result);

// The run's name, likewise.
std::string run_title(const Result& result);

// Of requests if there is any, else of tasks: what a format tells that knows one kind of sample only.
const Row& main_totals(const Result& result);

// What a file tells of each row where every figure becomes a line of a chart: names of the metric table.
inline constexpr const char* kTrendMetrics[] = {"rate", "error_rate", "p50", "p95", "p99"};

}  // namespace brood
