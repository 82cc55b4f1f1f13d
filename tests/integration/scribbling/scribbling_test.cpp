// Tests write over all that they share with brood, in hundreds of short runs: none of them may crash brood,
// hang it, or pass with fewer iterations than there were.
//   brood_scribbling_tests [--gtest_filter=...]     SCRIBBLE_RUNS=300, SCRIBBLE_FIRST=0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using Json = nlohmann::json;

struct Plan {
  const char* name;
  std::vector<std::string> words;
  std::uint64_t iterations;  // 0: whatever fits
};
const std::vector<Plan> kPlans = {{"run time", {"-t", "300ms"}, 0},
                                  {"budget", {"-n", "40"}, 40},
                                  {"rate", {"--rate", "100/s", "-t", "300ms", "--max-users", "2"}, 30},
                                  {"once", {"--once"}, 3}};

class ShortRun {
 public:
  ShortRun(std::uint64_t seed, const std::string& folder)
      : seed_(seed), plan_(kPlans[seed % kPlans.size()]), out_(folder + '/' + std::to_string(seed)) {
    const bool native = seed / kPlans.size() % 2 != 0;
    std::vector<std::string> words = {BROOD_COMMAND, "run",
                                      native ? SCRIBBLING_SCENARIO_FILE : SCRIBBLING_TESTS_FILE};
    for (const char* word : {"--out", out_.c_str(), "--filter", "*Scribbling.*", "-u", "2", "-r", "1000",
                             "--task-timeout", "3s", "--stop-timeout", "2s", "--host", "http://127.0.0.1:1"})
      words.emplace_back(word);
    words.insert(words.end(), plan_.words.begin(), plan_.words.end());
    ended_ = run_program(words, {"SCRIBBLE_SEED=" + std::to_string(seed), "SCRIBBLE_COUNT=" + counted_file()},
                         std::chrono::seconds{60});
  }
  ~ShortRun() { std::filesystem::remove_all(out_); }
  ShortRun(const ShortRun&) = delete;
  ShortRun& operator=(const ShortRun&) = delete;

  int code() const { return ended_.code; }

  // What is wrong; empty if nothing is.
  std::string fault() const {
    const std::string about = "seed " + std::to_string(seed_) + " (" + plan_.name + "): ";
    if (code() != 0 && code() != 1 && code() != 3)
      return about + "exit code " + std::to_string(code()) + "\n" + ended_.output;
    const Json stats = Json::parse(read_file(out_ + "/stats.json"), nullptr, false);
    if (stats.is_discarded()) return about + "no stats.json\n" + ended_.output;
    if (code() == 3 && stats["ended_by"] != "corrupted")
      return about + "no verdict by " + stats["ended_by"].dump();
    const Ended again = run_program({BROOD_COMMAND, "check", out_});
    if (again.code != code())
      return about + "read again, the exit code is " + std::to_string(again.code) + "\n" + again.output;
    if (code() != 0) return {};
    const std::uint64_t told = stats["totals"]["tasks"]["count"];
    const std::uint64_t counted = std::filesystem::file_size(counted_file());
    const std::uint64_t expected = plan_.iterations != 0 ? plan_.iterations : counted;
    if (told == counted && told == expected) return {};
    return about + "passed with " + std::to_string(told) + " iterations of " + std::to_string(counted) +
           ", expected " + std::to_string(expected) + '\n' + ended_.output;
  }

 private:
  std::string counted_file() const { return out_ + ".count"; }

  const std::uint64_t seed_;
  const Plan& plan_;
  const std::string out_;
  Ended ended_;
};

std::uint64_t number(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(Scribbling, NeverCrashesHangsOrPassesWithMissingSamples) {
  const TemporaryFolder folder;
  const std::uint64_t first = number("SCRIBBLE_FIRST", 0);
  const std::uint64_t end = first + number("SCRIBBLE_RUNS", 300);
  std::atomic<std::uint64_t> next{first};
  std::array<std::atomic<std::uint64_t>, 4> codes{};
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      for (std::uint64_t seed = 0; (seed = next++) < end;) {
        const ShortRun run(seed, folder.path());
        const std::string fault = run.fault();
        const std::lock_guard lock(mutex);
        if (!fault.empty()) ADD_FAILURE() << fault;
        else ++codes.at(static_cast<std::size_t>(run.code()));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::printf("%lu passed, %lu failed, %lu corrupted\n", codes[0].load(), codes[1].load(), codes[3].load());
  EXPECT_GT(codes[3] * 10, end - first) << "so few are found that nothing can have been overwritten";
}

TEST(Plan, IsWrittenByNoTest) {
  const TemporaryFolder folder;
  const Ended ended = run_program({BROOD_COMMAND, "run", SCRIBBLING_TESTS_FILE, "--filter", "Plan.*",
                                   "--once", "--out", folder.path() + "/out"});
  EXPECT_EQ(1, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("the user's process was killed by SIGSEGV"));
}

}  // namespace
}  // namespace brood
