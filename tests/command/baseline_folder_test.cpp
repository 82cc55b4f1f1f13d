#include "ci/command/baseline_folder.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/gate/runs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ABaselineFolder : public ::testing::Test {
 protected:
  const std::string& path() const { return folder_.path(); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_.file(name)) << text; }
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path()), {}));
  }

  TemporaryFolder folder_;
};

// Runs `work` in a process of its own.
template <class Work>
pid_t start(Work work) {
  const pid_t pid = fork();
  if (pid == 0) _exit(work() ? 0 : 1);
  return pid;
}

bool ended_well(pid_t pid) {
  int status = 0;
  return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(ABaselineFolder, IsMadeWithItsFirstFile) {
  const std::string below = folder_.file("a/b");
  const Expected<std::string> written = write_baseline(below, stored_run(1));
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(*read_baseline_file(*written), stored_run(1));
}

TEST_F(ABaselineFolder, ReadsOldestFirst) {
  for (const int day : {3, 1, 2}) ASSERT_TRUE(write_baseline(path(), stored_run(day)));
  const Expected<StoredFiles> stored = read_baseline_folder(path());
  ASSERT_EQ(stored->files.size(), 3U);
  EXPECT_EQ(stored->files[0].baseline, stored_run(1));
  EXPECT_EQ(stored->files[2].baseline, stored_run(3));
}

TEST_F(ABaselineFolder, NamesDamagedFilesAndLeavesThem) {
  ASSERT_TRUE(write_baseline(path(), stored_run(1)));
  write("cut.baseline.json", R"({"brood":"baseline")");
  write("README.md", "not ours");
  const Expected<StoredFiles> stored = read_baseline_folder(path());
  EXPECT_EQ(stored->files.size(), 1U);
  EXPECT_THAT(stored->problems, ElementsAre(HasSubstr("cut.baseline.json' is not JSON, or cut")));
  ASSERT_TRUE(prune_baselines(path(), 1));
  EXPECT_EQ(count(), 3U);
}

TEST_F(ABaselineFolder, ThatIsNotThereCannotBeRead) {
  EXPECT_THAT(read_baseline_folder(folder_.file("none")).error().message, HasSubstr("none': No such file"));
}

// What a reader sees is whole, whoever writes at the same time.
TEST_F(ABaselineFolder, IsSafeUnderTwoWriters) {
  constexpr int kRuns = 40;
  const auto writer = [&](double p95_ms) {
    return [this, p95_ms] {
      for (int i = 0; i < kRuns; ++i)
        if (!write_baseline(path(), stored_run(1 + i % 28, p95_ms + i))) return false;
      return true;
    };
  };
  const pid_t one = start(writer(100));
  const pid_t other = start(writer(500));
  for (int i = 0; i < 20; ++i) EXPECT_THAT(read_baseline_folder(path())->problems, IsEmpty());
  EXPECT_TRUE(ended_well(one));
  EXPECT_TRUE(ended_well(other));
  EXPECT_EQ(read_baseline_folder(path())->files.size(), 2U * kRuns);
  EXPECT_EQ(count(), 2U * kRuns) << "nothing is left behind";
}

TEST_F(ABaselineFolder, OfTwoWritersOfTheSameRunHasItOnce) {
  const auto write = [&] { return static_cast<bool>(write_baseline(path(), stored_run(1))); };
  const pid_t one = start(write);
  const pid_t other = start(write);
  EXPECT_TRUE(ended_well(one));
  EXPECT_TRUE(ended_well(other));
  EXPECT_EQ(count(), 1U);
}

TEST_F(ABaselineFolder, ThatIsPrunedKeepsTheLastOfEachKind) {
  for (const int day : {1, 2, 3}) ASSERT_TRUE(write_baseline(path(), stored_run(day)));
  Baseline other = stored_run(1);
  other.load["users"] = "5";
  ASSERT_TRUE(write_baseline(path(), other));
  const Expected<Pruned> pruned = prune_baselines(path(), 2);
  EXPECT_EQ(pruned->kept, 3U);
  EXPECT_THAT(pruned->removed, ElementsAre(HasSubstr("2026-11-01")));
  EXPECT_EQ(read_baseline_folder(path())->files.size(), 3U);
}

TEST_F(ABaselineFolder, ThatCannotBeWrittenSaysWhy) {
  write("file", "");
  EXPECT_THAT(write_baseline(folder_.file("file"), stored_run(1)).error().message, HasSubstr("file'"));
}

}  // namespace
}  // namespace brood::testing
