// Writes stats.json and junit.xml of made-up runs into a folder, for the check against their schemas.
#include <filesystem>
#include <fstream>

#include "reporters/junit.hpp"
#include "reporters/stats_json.hpp"
#include "tests/support/recorded_run.hpp"

namespace {

brood::Comparison some_comparison() {
  brood::Comparison comparison;
  comparison.with = "the old version";
  comparison.reason = "as an example";
  comparison.remarks = {"10 rounds"};
  comparison.metrics.resize(2);
  comparison.metrics[0] = {
      "browse/p95", brood::Unit::time, brood::Finding::failed, "", 0.1, 0.2, 2, 1.9, 2.1, 1e-9, 0.1};
  comparison.metrics[1].name = "browse/p99";
  return comparison;
}

void write_reports(const brood::test::RecordedRun& run, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  brood::Result result = brood::test::live_result_of(run);
  result.comparison = some_comparison();
  std::ofstream stats(folder / "stats.json");
  brood::write_stats_json(result, stats);
  std::ofstream junit(folder / "junit.xml");
  brood::write_junit(result, junit);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  write_reports(brood::test::small_run(), folder / "small");
  write_reports({}, folder / "empty");
  for (std::uint32_t seed = 1; seed <= 50; ++seed)
    write_reports(brood::test::random_run(seed), folder / ("random" + std::to_string(seed)));
}
