#include "ci/command/scenario_kit.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

// An installation: share/brood with the kit, include and lib beside.
class AScenarioKit : public testing::Test {
 protected:
  AScenarioKit() {
    for (const char* folder : {"share/brood", "include/brood", "lib"})
      std::filesystem::create_directories(folder_.file(folder));
    for (const char* file : {"include/brood/brood.hpp", "lib/libbrood.a"})
      std::ofstream(folder_.file(file)) << "1";
  }
  Expected<ScenarioKit> parse(const std::string& text) {
    return parse_scenario_kit(text, folder_.file("share/brood"));
  }
  TemporaryFolder folder_;
};

TEST_F(AScenarioKit, IsFoundFromWhereItsFileIs) {
  const Expected<ScenarioKit> kit =
      parse(R"({"headers": "../../include", "link": ["-pthread", "../../lib/libbrood.a", ""]})");
  ASSERT_TRUE(kit) << kit.error().message;
  EXPECT_EQ(folder_.file("include"), kit->headers);
  EXPECT_THAT(kit->link, ElementsAre("-pthread", folder_.file("lib/libbrood.a")));
}

TEST_F(AScenarioKit, LooksForOthersLibrariesByNameWhereTheyAreNoMore) {
  const std::string there = folder_.file("lib/libbrood.a");
  EXPECT_THAT(parse(R"({"headers": "../../include", "link": ["/none/libcurl.so.4", "/none/libz-ng.a", ")" +
                    there + R"("]})")
                  ->link,
              ElementsAre("-lcurl", "-lz-ng", there));
}

TEST_F(AScenarioKit, NamesWhatIsMissing) {
  EXPECT_THAT(parse(R"({"headers": "../../include", "link": ["../../lib/libx.a"]})").error().message,
              AllOf(HasSubstr("lib/libx.a"), HasSubstr("install all of Brood")));
  EXPECT_THAT(parse(R"({"headers": "../include", "link": []})").error().message,
              HasSubstr("no brood/brood.hpp"));
  EXPECT_THAT(parse("").error().message, HasSubstr("is not JSON, or cut"));
  for (const char* text : {"[]", "{}", R"({"headers": 1, "link": []})", R"({"headers": "..", "link": 2})"})
    EXPECT_THAT(parse(text).error().message, HasSubstr("is not told in")) << text;
}

TEST_F(AScenarioKit, IsAnotherOneWhenAHeaderOrALibraryChanges) {
  const auto identity = [this] {
    return identity_of(*parse(R"({"headers": "../../include", "link": ["../../lib/libbrood.a"]})"));
  };
  const std::string first = identity();
  EXPECT_EQ(first, identity());
  std::ofstream(folder_.file("include/brood/brood.hpp")) << "2";
  const std::string second = identity();
  EXPECT_NE(first, second);
  std::ofstream(folder_.file("lib/libbrood.a")) << "longer";
  EXPECT_NE(second, identity());
}

}  // namespace
}  // namespace brood
