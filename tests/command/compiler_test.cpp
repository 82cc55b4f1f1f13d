#include "ci/command/compiler.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Variables = std::map<std::string, std::string>;

class ACompiler : public testing::Test {
 protected:
  // A program that does nothing, in a folder of $PATH.
  std::string program(const std::string& name, const std::string& content = "#!/bin/sh\n") {
    std::string path = folder_.file(name);
    std::ofstream(path) << content;
    chmod(path.c_str(), S_IRWXU);
    return path;
  }
  Expected<Compiler> find(Variables variables) {
    variables.emplace("PATH", folder_.path());
    return find_compiler(variables);
  }
  TemporaryFolder folder_;
};

TEST(ASource, EndsInOneOfThreeWays) {
  for (const char* target : {"shop.cpp", "load/shop.cc", "/x/shop.cxx", "a.b.cpp"})
    EXPECT_TRUE(is_source(target));
  for (const char* target : {"shop", "shop.c", ".cpp", "x/.cpp", "shop.cpp/", "shop.CPP", ""})
    EXPECT_FALSE(is_source(target)) << target;
}

TEST_F(ACompiler, IsTheOneOfThePath) {
  const std::string path = program("c++");
  EXPECT_THAT(find({})->words, ElementsAre(path));
  EXPECT_THAT(find({{"CXX", ""}})->words, ElementsAre(path));
}

TEST_F(ACompiler, IsNamedByAVariableWithWordsOfItsOwn) {
  const std::string path = program("cache");
  program("g++");
  EXPECT_THAT(find({{"CXX", "cache g++ -m64"}})->words, ElementsAre(path, "g++", "-m64"));
  EXPECT_THAT(find({{"CXX", path}})->words, ElementsAre(path));
}

TEST_F(ACompiler, ThatIsMissingIsNamedWithTheWayOut) {
  EXPECT_THAT(find({}).error().message, AllOf(HasSubstr("c++ is not on the PATH"), HasSubstr("CXX")));
  EXPECT_THAT(find({{"CXX", "g++-99"}}).error().message,
              AllOf(HasSubstr("'g++-99', which the variable CXX names"), HasSubstr("install")));
}

TEST_F(ACompiler, IsAnotherOneWhenItOrItsFlagsChange) {
  program("c++");
  program("cache");
  const std::string before = find({})->identity;
  EXPECT_EQ(before, find({})->identity);
  EXPECT_NE(before, find({{"CXX", "cache c++"}})->identity);
  EXPECT_NE(before, find({{"CPATH", "/opt/include"}})->identity);
  const std::string cached = find({{"CXX", "cache c++"}})->identity;
  program("c++", "#!/bin/sh\nexit 0\n");
  EXPECT_NE(before, find({})->identity);
  EXPECT_NE(cached, find({{"CXX", "cache c++"}})->identity) << "the compiler behind the cache";
}

TEST_F(ACompiler, IsCalledWithTheOwnersFlagsLast) {
  const std::string path = program("c++");
  const Compiler compiler = *find({{"CXXFLAGS", "-O0  -Wall"}, {"LDFLAGS", "-lgrpc"}});
  EXPECT_THAT(
      compiler_call(compiler, {"/opt/include", {"/opt/lib/libbrood.a", "-ldl"}}, {"x.cpp", "x", "x.d"}),
      ElementsAre(path, "-std=c++20", "-O2", "-g", "-O0", "-Wall", "-isystem", "/opt/include", "-MMD", "-MF",
                  "x.d", "-o", "x", "x.cpp", "/opt/lib/libbrood.a", "-ldl", "-lgrpc"));
}

TEST_F(ACompiler, IsNotToldOfTheFolderThatItKnows) {
  program("c++");
  EXPECT_THAT(compiler_call(*find({}), {"/usr/include", {}}, {}),
              testing::Not(testing::Contains("-isystem")));
}

TEST(ADepfile, NamesWhatTheSourceIncludes) {
  EXPECT_THAT(read_depfile("shop: load/shop.cpp \\\n load/a\\ b.hpp load/c$$d.hpp \\\n  e\\#f.hpp\n"),
              ElementsAre("load/shop.cpp", "load/a b.hpp", "load/c$d.hpp", "e#f.hpp"));
  EXPECT_THAT(read_depfile(""), ElementsAre());
}

}  // namespace
}  // namespace brood
