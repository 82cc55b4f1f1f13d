#include "ci/command/program_cache.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "runner/core/read_whole_file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

std::string content(const std::string& path) { return *read_whole_file(path, most_bytes::kConfig); }

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
    chmod(draft.c_str(), S_IRWXU);
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

using Damage = void (*)(const std::string& program);

class ADamagedProgram : public AProgramCache,
                        public testing::WithParamInterface<std::pair<const char*, Damage>> {};

TEST_P(ADamagedProgram, IsNotFoundAndMadeAnew) {
  const std::vector<std::string> made_of{source("shop.cpp", "int")};
  const std::string path = keep("k", made_of);
  ASSERT_EQ(path, cache_.find("k"));
  GetParam().second(path);
  EXPECT_EQ(std::nullopt, cache_.find("k"));
  const std::string again = keep("k", made_of);
  EXPECT_EQ(again, cache_.find("k"));
  EXPECT_EQ("program of k", content(again));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ADamagedProgram,
    testing::Values(std::pair{"Cut", Damage([](const std::string& path) { fs::resize_file(path, 5); })},
                    std::pair{"Empty", Damage([](const std::string& path) { fs::resize_file(path, 0); })},
                    std::pair{"Longer", Damage([](const std::string& path) {
                                std::ofstream(path, std::ios::app) << "x";
                              })},
                    std::pair{"OneByte", Damage([](const std::string& path) {
                                std::fstream(path, std::ios::in | std::ios::out) << 'P';
                              })},
                    std::pair{"Removed", Damage([](const std::string& path) { fs::remove(path); })},
                    std::pair{"NotExecutable",
                              Damage([](const std::string& path) { chmod(path.c_str(), 0600); })},
                    std::pair{"Replaced", Damage([](const std::string& path) {
                                fs::copy_file("/bin/true", path, fs::copy_options::overwrite_existing);
                              })},
                    std::pair{"ALink", Damage([](const std::string& path) {
                                fs::rename(path, path + ".moved");
                                fs::create_symlink(path + ".moved", path);
                              })},
                    std::pair{"APipe", Damage([](const std::string& path) {
                                fs::remove(path);
                                mkfifo(path.c_str(), 0700);
                              })}),
    [](const auto& kind) { return std::string(kind.param.first); });

TEST_F(AProgramCache, DoesNotTrustARecordOfBeforeProgramsWereLookedAt) {
  const std::vector<std::string> made_of{source("shop.cpp", "int")};
  const std::string path = keep("k", made_of);
  std::string record = content(folder_.file("k.json"));
  record.replace(record.find("\"content\""), 9, "\"version\"");
  std::ofstream(folder_.file("k.json")) << record;
  EXPECT_EQ(std::nullopt, cache_.find("k"));
}

TEST_F(AProgramCache, FindsNoProgramOutsideItsFolder) {
  const std::string path = keep("k", {source("shop.cpp", "int")});
  std::string record = content(folder_.file("k.json"));
  const std::string name = fs::path(path).filename();
  record.replace(record.find(name), name.size(), path);
  std::ofstream(folder_.file("k.json")) << record;
  EXPECT_EQ(std::nullopt, cache_.find("k"));
}

TEST_F(AProgramCache, IsNotHeldUpByAPipeInTheRecordsPlace) {
  keep("k", {source("shop.cpp", "int")});
  fs::remove(folder_.file("k.json"));
  ASSERT_EQ(0, mkfifo(folder_.file("k.json").c_str(), 0600));
  EXPECT_EQ(std::nullopt, cache_.find("k"));
}

// Two calls that make the same at once: each runs its own, and later ones have one of them.
TEST_F(AProgramCache, KeepsWhatTwoMadeAtOnce) {
  const std::vector<std::string> made_of{source("shop.cpp", "int")};
  const ProgramCache other(folder_.path(), 3);
  std::ofstream(other.draft("")) << "the same, made by another compiler";
  chmod(other.draft("").c_str(), S_IRWXU);
  const std::string mine = keep("k", made_of);
  const Expected<std::string> theirs = other.keep("k", {"shop", other.draft(""), made_of, Clock::now()});
  ASSERT_TRUE(theirs);
  EXPECT_EQ("program of k", content(mine)) << "it may be running";
  EXPECT_EQ(*theirs, cache_.find("k"));
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

TEST_F(TheCachesFolder, IsAnotherWhereAFileIsInTheWay) {
  fs::create_directories(folder_.file("c"));
  std::ofstream(folder_.file("c/brood")) << "a file";
  std::ofstream(folder_.file("file")) << "a file";
  EXPECT_EQ(folder_.file(".cache/brood"),
            place({{"XDG_CACHE_HOME", folder_.file("c")}, {"HOME", folder_.path()}}));
  EXPECT_EQ(folder_.file(".cache/brood"),
            place({{"XDG_CACHE_HOME", folder_.file("file")}, {"HOME", folder_.path()}}));
}

TEST_F(TheCachesFolder, IsATemporaryOneWithoutAHome) {
  const std::string temporary = (fs::temp_directory_path() / ("brood-" + std::to_string(geteuid()))).string();
  EXPECT_EQ(temporary, place({}));
  EXPECT_EQ(temporary, place({{"HOME", ""}, {"XDG_CACHE_HOME", ""}}));
  EXPECT_EQ(temporary, place({{"HOME", "relative"}}));
}

TEST_F(TheCachesFolder, IsATemporaryOneAtLast) {
  EXPECT_EQ((fs::temp_directory_path() / ("brood-" + std::to_string(geteuid()))).string(),
            place({{"HOME", "/proc/nowhere"}}));
}

}  // namespace
}  // namespace brood
