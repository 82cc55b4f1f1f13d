#include "ci/gate/duet_json.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "tests/gate/rounds.hpp"

namespace brood::testing {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

DuetReport judge(const Plan& plan, bool without_pay = false) {
  DuetJudge judge({}, {});
  for (int number = 1;; ++number) {
    Round round = round_of(number, plan);
    if (without_pay) round.after.tasks.erase("pay");
    if (judge.observe(round)) return judge.report();
  }
}

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> found;
  for (const auto& [key, value] : object.items()) found.push_back(key);
  return found;
}

Json metric(const Json& root, const std::string& name) {
  for (const Json& one : root["metrics"])
    if (one["name"] == name) return one;
  return {};
}

TEST(DuetJson, IsOneObjectOnOneLine) {
  const std::string text = duet_json(judge({.slower = 0.1}));
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  const Json root = Json::parse(text);
  EXPECT_THAT(keys(root), ElementsAre("verdict", "rounds_used", "metrics", "variances"));
  EXPECT_EQ(root["verdict"], "failed");
  EXPECT_EQ(root["rounds_used"], 10);
  EXPECT_THAT(keys(root["variances"]), ElementsAre("browse/p50", "browse/p95", "pay/p50", "pay/p95"));
}

TEST(DuetJson, AMetricHasItsRatioAndHowSureItIs) {
  const Json root = Json::parse(duet_json(judge({.slower = 0.1})));
  const Json browse = metric(root, "browse/p95");
  EXPECT_THAT(keys(browse), ElementsAre("name", "verdict", "ratio", "low", "high", "p", "sensitivity"));
  EXPECT_EQ(browse["verdict"], "failed");
  EXPECT_LT(browse["low"], browse["ratio"]);
  EXPECT_LT(browse["ratio"], browse["high"]);
  EXPECT_NEAR(browse["ratio"].get<double>(), std::exp(0.1), 0.01);
  EXPECT_LT(browse["p"], 1e-6);
}

TEST(DuetJson, ErrorsHaveRates) {
  const Json root = Json::parse(duet_json(judge({.old_errors = 4, .new_errors = 2})));
  const Json browse = metric(root, "browse/errors");
  EXPECT_EQ(browse["old_rate"], 0.01);
  EXPECT_EQ(browse["new_rate"], 0.005);
  EXPECT_EQ(browse["ratio"], 0.5);
  EXPECT_EQ(browse["p"], 1.0);
  EXPECT_FALSE(metric(root, "pay/errors").contains("ratio")) << "there is no ratio to none";
}

TEST(DuetJson, WhatIsUntestedSaysWhy) {
  const Json untested = metric(Json::parse(duet_json(judge({}))), "browse/p99");
  EXPECT_THAT(keys(untested), ElementsAre("name", "verdict", "reason"));
  EXPECT_EQ(untested["verdict"], "untested");
}

TEST(DuetJson, ATaskOfOneVersionIsNamed) {
  const Json root = Json::parse(duet_json(judge({}, true)));
  EXPECT_EQ(root["verdict"], "failed");
  EXPECT_EQ(metric(root, "pay")["verdict"], "failed");
  EXPECT_EQ(metric(root, "pay")["reason"], "only the old version ran it");
}

TEST(DuetJson, ItsVariancesAreReadBack) {
  const DuetReport report = judge({});
  EXPECT_EQ(*read_variances(duet_json(report)), report.variances()) << "to the last bit";
}

TEST(BadVariances, AreNamed) {
  const auto mistake = [](const std::string& text) { return read_variances(text).error().message; };
  EXPECT_THAT(mistake("{\"variances\":"), HasSubstr("not JSON"));
  EXPECT_THAT(mistake("[]"), HasSubstr("no variances"));
  EXPECT_THAT(mistake("{\"variances\":[]}"), HasSubstr("no variances"));
  EXPECT_THAT(mistake(R"({"variances":{"a/p50":-1}})"), HasSubstr("'a/p50' is '-1'"));
  EXPECT_THAT(mistake(R"({"variances":{"a/p50":"x"}})"), HasSubstr("'a/p50'"));
}

}  // namespace
}  // namespace brood::testing
