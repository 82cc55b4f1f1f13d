// A scenario from one file: compiled when it must be, by whatever compiler there is, and put under load.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kScenario = R"(#include <brood/brood.hpp>

#include "paths.hpp"
using namespace std::chrono_literals;

class Shopper : public brood::User {
 public:
  void browse() { http.get(kItem + std::to_string(pick(1, 500)), {.name = "/items/:id"}).expect_status(200); }
  void checkout() { http.post("/ok", brood::form({{"item", "7"}})).expect_status(200); }
};

BROOD_USER(Shopper)
    .wait(brood::between(1ms, 2ms))
    .task("browse", &Shopper::browse, 3)
    .task("checkout", &Shopper::checkout);
)";

// As design and documentation show it.
constexpr const char* kExample = R"(#include <brood/brood.hpp>
using namespace std::chrono_literals;

class Shopper : public brood::User {          // a fresh object, and a fresh HTTP session, for every user
 public:
  void on_start() override { http.post("/login", brood::json({{"user", "alice"}})).expect_status(200); }
  void browse()   { http.get("/items/" + std::to_string(pick(1, 500)), {.name = "/items/:id"}); }
  void checkout() { http.post("/orders", brood::json({{"item", 7}})).expect_status(201); }
};

BROOD_USER(Shopper)
    .wait(brood::between(500ms, 2s))
    .task("browse", &Shopper::browse, 3)       // weight 3
    .task("checkout", &Shopper::checkout);
)";

class ASourceFile : public testing::Test {
 protected:
  ASourceFile() {
    write("shop.cpp", kScenario);
    write("paths.hpp", "#include <string>\ninline const std::string kItem = \"/echo?item=\";\n");
    // A compiler that is counted.
    write("counted-c++", "#!/bin/sh\necho compiled >> " + folder_.file("calls") + "\nexec c++ \"$@\"\n");
    chmod(folder_.file("counted-c++").c_str(), S_IRWXU);
  }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_.file(name)) << content;
  }
  std::string source() const { return folder_.file("shop.cpp"); }
  // -O0 is enough for tests.
  std::vector<std::string> variables(const std::string& compiler) const {
    return {"CXX=" + compiler, "CXXFLAGS=-O0 -Wall -Wextra -Wpedantic -Werror",
            "LDFLAGS=", "XDG_CACHE_HOME=" + folder_.file("cache")};
  }
  Ended brood(std::vector<std::string> words) const {
    words.insert(words.begin(), BROOD_COMMAND);
    return run_program(words, variables(folder_.file("counted-c++")));
  }
  Ended run(std::vector<std::string> more = {}) {
    std::vector<std::string> words{"run", source(), "--out", folder_.file("out"),
                                   "-n",  "40",     "-H",    server_.url("")};
    words.insert(words.end(), more.begin(), more.end());
    return brood(words);
  }
  std::ptrdiff_t compiler_calls() const {
    const std::string calls = read_file(folder_.file("calls"));
    return std::count(calls.begin(), calls.end(), '\n');
  }
  std::size_t drafts() const {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder_.file("cache/brood")))
      count += entry.path().filename().string().starts_with('.') ? 1U : 0U;
    return count;
  }

  test::HttpServer server_;
  TemporaryFolder folder_;
};

TEST_F(ASourceFile, IsPutUnderLoad) {
  const Ended ended = run();
  ASSERT_EQ(0, ended.code) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("compiling " + source() + "\n"));
  const json stats = json::parse(read_file(folder_.file("out/stats.json")));
  EXPECT_EQ("shop", stats["config"]["name"]);
  EXPECT_EQ(source(), stats["config"]["target"]) << "what a person would run again";
  EXPECT_EQ(40, stats["totals"]["requests"]["count"]);
  EXPECT_EQ(40, server_.handled());
}

TEST_F(ASourceFile, MayBeTheExample) {
  write("shop.cpp", kExample);
  const Ended ended = brood({"list", source()});
  EXPECT_EQ(0, ended.code);
  EXPECT_EQ("compiling " + source() + "\nShopper.browse\nShopper.checkout\n", ended.output) << "no warning";
}

TEST_F(ASourceFile, IsCompiledOnceUntilItOrWhatItIncludesChanges) {
  const Ended first = brood({"list", source()});
  EXPECT_THAT(first.output, HasSubstr("Shopper.browse\nShopper.checkout\n"));
  EXPECT_EQ(1, compiler_calls());
  EXPECT_EQ("Shopper.browse\nShopper.checkout\n", brood({"list", source()}).output) << "and nothing else";
  EXPECT_EQ(0, run().code);
  EXPECT_EQ(1, compiler_calls());

  write("paths.hpp", "#include <string>\ninline const std::string kItem = \"/status/\";\n");
  EXPECT_EQ(0, brood({"list", source()}).code);
  EXPECT_EQ(2, compiler_calls());
  write("shop.cpp", std::string(kScenario) + "// more\n");
  EXPECT_EQ(0, brood({"list", source()}).code);
  EXPECT_EQ(3, compiler_calls());
  EXPECT_EQ(0u, drafts());
}

TEST_F(ASourceFile, IsCompiledAnewWhereItsProgramWasDamaged) {
  ASSERT_EQ(0, brood({"list", source()}).code);
  const auto program = [&] {
    for (const auto& entry : fs::directory_iterator(folder_.file("cache/brood")))
      if (entry.path().extension() != ".json") return entry.path();
    return fs::path();
  };
  fs::resize_file(program(), fs::file_size(program()) / 2);
  const Ended ended = run();
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(2, compiler_calls());
  EXPECT_EQ(0, run().code);
  EXPECT_EQ(2, compiler_calls()) << "once is enough";
}

TEST_F(ASourceFile, IsCompiledAgainAfterABroodThatWasKilledMeanwhile) {
  write("counted-c++", "#!/bin/sh\nkill -KILL $PPID\nexit 1\n");
  EXPECT_EQ(128 + SIGKILL, brood({"list", source()}).code);
  write("counted-c++", "#!/bin/sh\nexec c++ \"$@\"\n");
  const Ended ended = brood({"list", source()});
  EXPECT_EQ(0, ended.code) << ended.output;
}

TEST_F(ASourceFile, WithoutRoomForItsProgramIsToldWhere) {
  const std::string script = "mkdir -p " + folder_.file("cache") + " && mount -t tmpfs -o size=200k none " +
                             folder_.file("cache") + " || exit 125; exec " BROOD_COMMAND " list " + source();
  const Ended ended =
      run_program({"/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", script},
                  variables("c++"));
  if (ended.code == 125 || ended.output.find("unshare:") != std::string::npos)
    GTEST_SKIP() << "no file system may be mounted here";
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("There is no room left in '" + folder_.file("cache/brood") + "'"),
                                  HasSubstr("XDG_CACHE_HOME")));
}

TEST_F(ASourceFile, ThatIsBrokenIsExplainedByTheCompiler) {
  write("shop.cpp", std::string(kScenario) + "int broken = \"text\";\n");
  const Ended ended = run();
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("shop.cpp:16:"), HasSubstr("error:"), HasSubstr("int broken")));
  EXPECT_THAT(ended.output,
              testing::EndsWith("was not compiled; what the compiler has to say stands above\n"));
  EXPECT_EQ(0u, drafts());
  EXPECT_FALSE(fs::exists(folder_.file("out/journal.jsonl")));
}

TEST_F(ASourceFile, NeedsACompiler) {
  const Ended ended =
      run_program({BROOD_COMMAND, "run", source(), "--out", folder_.file("out")}, variables("no-such-c++"));
  EXPECT_EQ(2, ended.code);
  EXPECT_EQ(
      "brood: there is no C++ compiler 'no-such-c++', which the variable CXX names; install a C++20 "
      "compiler, "
      "or name one in the variable CXX\n",
      ended.output);
}

TEST_F(ASourceFile, MustExist) {
  const Ended ended = brood({"run", folder_.file("none.cpp"), "--out", folder_.file("out")});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("none.cpp"), HasSubstr("No such file")));
}

TEST_F(ASourceFile, IsNotCompiledForAQuestion) {
  EXPECT_THAT(brood({"run", source(), "--print-config"}).output, HasSubstr("\"name\": \"shop\""));
  EXPECT_EQ(0, brood({"run", source(), "--print-timeout"}).code);
  EXPECT_EQ(0, compiler_calls());
}

TEST_F(ASourceFile, MayBeCompiledByTwoAtTheSameTime) {
  Ended other;
  std::thread beside([&] { other = brood({"list", source()}); });
  const Ended ended = brood({"list", source()});
  beside.join();
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(0, other.code) << other.output;
  EXPECT_EQ(0u, drafts());
}

TEST_F(ASourceFile, IsLeftWhenAPersonHasEnoughOfTheCompiler) {
  write("counted-c++", "#!/bin/sh\nkill -INT $PPID\nsleep 100\n");
  const Ended ended = brood({"list", source()});
  EXPECT_EQ(128 + SIGINT, ended.code);
  EXPECT_THAT(ended.output, Not(HasSubstr("brood:")));
  EXPECT_EQ(0u, drafts());
}

}  // namespace
}  // namespace brood
