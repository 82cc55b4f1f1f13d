// Writes stats.json and junit.xml of made-up runs into a folder, for the check against their schemas.
#include <filesystem>
#include <fstream>

#include "reporters/junit.hpp"
#include "reporters/stats_json.hpp"
#include "tests/support/recorded_run.hpp"

namespace {

void write_reports(const brood::test::RecordedRun& run, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const brood::Result result = brood::test::live_result_of(run);
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
