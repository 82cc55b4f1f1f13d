// What reports of several runs know of each: read off its stats.json, so that a run without its journal will
// do.
#pragma once

#include <array>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/conditions.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// What runs are compared by: names of the metric table.
inline constexpr std::array kRunMetrics = {"count", "rate", "p50", "p95", "p99", "error_rate"};

// A figure for each of kRunMetrics in the units of stats.json: milliseconds, a second, 0..1; absent for no
// data.
using RowFigures = std::array<std::optional<double>, kRunMetrics.size()>;

enum class RowKind : std::uint8_t { all_requests, all_tasks, request, task };

// What makes a row of one run and a row of another the same.
struct RowName {
  RowKind kind = RowKind::all_requests;
  std::string method;  // of a request; may be empty
  std::string name;    // empty for a total
  int again = 1;       // of names that are alike once broken UTF-8 is replaced: which one
  // "all requests", "GET /items/:id", "Shop.Buy (2)"
  std::string text() const;
  auto operator<=>(const RowName&) const = default;
};

struct RunFacts {
  std::string name;
  std::string started_at;  // ISO 8601, UTC
  bool complete = false;
  std::string outcome;  // passed, failed, inconclusive, or incomplete: that has no verdict
  double duration_s = 0;
  Conditions machine;
  Conditions load;
  std::map<RowName, RowFigures> rows;
  // What is to be known of its record: in which line it is not whole, that nothing protects it.
  std::vector<std::string> remarks{};
};

// An error says what `stats` is instead, and names no file. Never throws for what it is given.
Expected<RunFacts> run_facts(const nlohmann::json& stats);

// Names rows in the order in which a result has them.
class RowNames {
 public:
  RowName request(const std::string& method, const std::string& name);
  RowName task(const std::string& name);

 private:
  RowName next(RowName name);
  std::map<RowName, int> taken_;
};

}  // namespace brood
