// What the reports of a long run take: writes its journal, then reads it and makes those that every run
// leaves, and Markdown.
//   journal_bench [SECONDS] [NAMES] [SAMPLES_PER_SECOND]      default: an hour, 50 names, 1,000 samples a
//   second; a day is 86400
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "reporters/console.hpp"
#include "reporters/formats/markdown.hpp"
#include "reporters/html/html.hpp"
#include "reporters/junit.hpp"
#include "reporters/stats_json.hpp"
#include "runner/core/journal.hpp"
#include "runner/core/journal_sum.hpp"
#include "tests/support/recorded_run.hpp"

namespace {

using namespace brood;

// CPU time: what else the machine does is of no account.
double seconds_of(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void write_journal(const std::filesystem::path& path, int seconds, int names, int samples) {
  test::RecordedRun run = test::small_run();
  run.footer.duration = std::chrono::seconds{seconds};
  run.footer.drain = {};
  std::ofstream out(path);
  JournalSum sum;
  const auto put = [&](std::string line) { out << sum.seal(std::move(line)) << '\n'; };
  put(encode_line(run.header));
  for (int i = 0; i < seconds; ++i) put(encode_line(test::busy_interval(i, names, samples)));
  put(encode_line(run.footer));
}

double peak_memory_mb() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1e3;
}

int argument(int argc, char** argv, int index, int otherwise) {
  return index < argc ? std::atoi(argv[index]) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const int seconds = argument(argc, argv, 1, 3600);
  const int names = argument(argc, argv, 2, 50);
  const int samples = argument(argc, argv, 3, 1000);
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("journal_bench." + std::to_string(getpid()) + ".jsonl");
  write_journal(path, seconds, names, samples);

  Result result;
  const double reading = seconds_of([&] {
    std::ifstream in(path);
    Expected<ResultFold> fold = read_journal(in);
    if (fold) result = fold->finish();
  });
  std::ostringstream stats, junit, page, comment, summary;
  const double writing = seconds_of([&] {
    write_stats_json(result, stats);
    write_junit(result, junit);
    write_html(result, page);
    write_markdown(result, comment);
    write_summary(result, {}, {}, summary);
  });
  const auto bytes = static_cast<double>(std::filesystem::file_size(path));
  std::printf("journal       %.1f MB, %.1f MB an hour (limit 100)\n", bytes / 1e6,
              bytes / 1e6 / seconds * 3600);
  std::printf("reading       %.2f s\n", reading);
  std::printf("reports       %.2f s\n", writing);
  std::printf("in all        %.2f s (limit: an hour 3, a day 10)\n", reading + writing);
  std::printf("peak memory   %.0f MB (limit 300)\n", peak_memory_mb());
  std::printf("page          %.2f MB (limit: an hour of 50 names 1.5)\n",
              static_cast<double>(page.str().size()) / 1e6);
  std::printf("samples read  %s\n",
              std::to_string(result.all_tasks.count() + result.all_requests.count()).c_str());
  std::filesystem::remove(path);
  return result.complete ? 0 : 1;
}
