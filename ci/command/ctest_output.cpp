#include "ci/command/ctest_output.hpp"

#include <array>

#include "runner/core/metric_table.hpp"

namespace brood {
namespace {

struct Measurement {
  std::string_view metric;
  std::string_view name;
  double scale;  // from the metric's base unit
};
constexpr std::array kMeasurements{
    Measurement{"count", "iterations", 1},
    Measurement{"rate", "iterations per second", 1},
    Measurement{"p95", "p95 ms", 1000},
    Measurement{"error_rate", "error rate percent", 100},
};

}  // namespace

bool under_ctest(const std::map<std::string, std::string>& variables) {
  return variables.contains("CTEST_INTERACTIVE_DEBUG_MODE") ||
         variables.contains("DASHBOARD_TEST_FROM_CTEST");
}

void write_ctest_preamble(std::ostream& out) { out << "CTEST_FULL_OUTPUT\n"; }

std::string ctest_measurements(const Result& result) {
  std::string text;
  for (const Measurement& measurement : kMeasurements) {
    const std::optional<double> value = find_metric(measurement.metric)->get(result, &result.all_tasks);
    if (!value) continue;
    text += R"(<CTestMeasurement type="numeric/double" name=")" + std::string(measurement.name) + "\">" +
            format_number(*value * measurement.scale) + "</CTestMeasurement>\n";
  }
  return text;
}

}  // namespace brood
