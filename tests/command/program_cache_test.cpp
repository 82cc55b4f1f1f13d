#include "ci/command/program_cache.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using Clock = fs::file_time_type::clock;
using std::chrono::hours;
using std::chrono::seconds;

class AProgramCache : public testing::Test {
 protected:
  // A file that was there long before any program was made of it.
  std::string source(const std::string& name, const std::string& content, seconds age = seconds{60}) {
    std::string path = sources_.file(name);
    std::ofstream(path) << content;
    fs::last_write_time(path, Clock::now() - age);
    return path;
  }
  std::string keep(const std::string& key, const std::vector<std::string>& files) {
    const std::string draft = cache_.draft("");
    std::ofstream(draft) << "program of " << key;
    const Expected<std::string> kept = cache_.keep(key, {"shop", draft, files, Clock::now()});
    return kept ? *kept : kept.error().message;
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_.path()), {}));
  }

  TemporaryFolder sources_;
  TemporaryFolder folder_;
  ProgramCache cache_{folder_.path(), 3};
};

TEST_F(AProgramCache, FindsNothingAtFirst) { EXPECT_EQ(std::nullopt, cache_.find("k")); }

TEST_F(AProgramCache, FindsWhatItKept) {
  const std::string path = keep("k", {source("shop.cpp", "int")});
  EXPECT_EQ(path, cache_.find("k"));
  EXPECT_TRUE(fs::path(path).filename().string().starts_with("shop-"));
  EXPECT_EQ(std::nullopt, cache_.find("another"));
  EXPECT_EQ(2u, files()) << "a program and its record";
}

TEST_F(AProgramCache, FindsNothingWhenAFileHasChanged) {
  const std::string header = source("a.hpp", "1");
  keep("k", {source("shop.cpp", "int"), header});
  source("a.hpp", "2");
  EXPECT_EQ(std::nullopt, cache_.find("k"));
  const std::string again = keep("k", {source("shop.cpp", "int"), header});
  EXPECT_EQ(again, cache_.find("k"));
  fs::remove(header);
  EXPECT_EQ(std::nullopt, cache_.find("k"));
}

TEST_F(AProgramCache, DoesNotTrustAFileThatChangedMeanwhile) {
  keep("k", {source("shop.cpp", "int", seconds{-5})});
  EXPECT_EQ(std::nullopt, cache_.find("k"));
}

TEST_F(AProgramCache, KeepsThoseUsedLast) {
  const std::vector<std::string> made_of{source("shop.cpp", "int")};
  for (const char* key : {"a", "b", "c"}) fs::last_write_time(keep(key, made_of), Clock::now() - seconds{10});
  EXPECT_NE(std::nullopt, cache_.find("a")) << "used again";
  keep("d", made_of);
  keep("e", made_of);
  EXPECT_NE(std::nullopt, cache_.find("a"));
  EXPECT_EQ(std::nullopt, cache_.find("b"));
  EXPECT_EQ(std::nullopt, cache_.find("c"));
  EXPECT_EQ(6u, files());
}

TEST_F(AProgramCache, RemovesDraftsThatAKilledBroodLeft) {
  const std::string draft = cache_.draft(".d");
  std::ofstream(draft) << "x";
  fs::last_write_time(draft, Clock::now() - hours{25});
  std::ofstream(cache_.draft(".e")) << "x";
  keep("k", {source("shop.cpp", "int")});
  EXPECT_FALSE(fs::exists(draft));
  EXPECT_TRUE(fs::exists(cache_.draft(".e"))) << "it may be in the making";
}

TEST_F(AProgramCache, SurvivesADamagedRecord) {
  const std::vector<std::string> made_of{source("shop.cpp", "int")};
  keep("k", made_of);
  std::ofstream(folder_.file("k.json")) << "{\"program";
  EXPECT_EQ(std::nullopt, cache_.find("k"));
  const std::string again = keep("k", made_of);
  EXPECT_EQ(again, cache_.find("k"));
}

class TheCachesFolder : public testing::Test {
 protected:
  std::string place(const std::map<std::string, std::string>& variables) {
    const Expected<ProgramCache> cache = ProgramCache::open(variables);
    return cache ? fs::path(cache->draft("")).parent_path().string() : cache.error().message;
  }
  TemporaryFolder folder_;
};

TEST_F(TheCachesFolder, IsWhereThePersonKeepsCaches) {
  EXPECT_EQ(folder_.file("c/brood"),
            place({{"XDG_CACHE_HOME", folder_.file("c")}, {"HOME", folder_.path()}}));
  EXPECT_EQ(folder_.file(".cache/brood"),
            place({{"XDG_CACHE_HOME", "not/absolute"}, {"HOME", folder_.path()}}));
  struct stat about {};
  ASSERT_EQ(0, stat(folder_.file("c/brood").c_str(), &about));
  EXPECT_EQ(0u, about.st_mode & (S_IRWXG | S_IRWXO));
}

TEST_F(TheCachesFolder, IsNotOneThatOthersMayWriteTo) {
  fs::create_directories(folder_.file("c/brood"));
  chmod(folder_.file("c/brood").c_str(), 0777);
  EXPECT_EQ(folder_.file(".cache/brood"),
            place({{"XDG_CACHE_HOME", folder_.file("c")}, {"HOME", folder_.path()}}));
}

TEST_F(TheCachesFolder, IsATemporaryOneAtLast) {
  EXPECT_EQ((fs::temp_directory_path() / ("brood-" + std::to_string(geteuid()))).string(),
            place({{"HOME", "/proc/nowhere"}}));
}

}  // namespace
}  // namespace brood
