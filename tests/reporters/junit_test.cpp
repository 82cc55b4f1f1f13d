#include "reporters/junit.hpp"

#include <gmock/gmock.h>

#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class JUnitFile {
 public:
  explicit JUnitFile(const test::RecordedRun& run) : result_(test::live_result_of(run)) {
    std::ostringstream out;
    write_junit(result_, out);
    text_ = out.str();
    const pugi::xml_parse_result parsed = document_.load_string(text_.c_str());
    EXPECT_TRUE(parsed) << parsed.description();
  }

  const Result& result() const { return result_; }
  const std::string& text() const { return text_; }
  pugi::xml_node suite() const { return document_.child("testsuites").child("testsuite"); }
  pugi::xml_node test(const std::string& classname, const std::string& name) const {
    for (const pugi::xml_node test : suite().children("testcase"))
      if (test.attribute("classname").value() == classname && test.attribute("name").value() == name)
        return test;
    ADD_FAILURE() << "no testcase " << name << " of " << classname;
    return {};
  }
  std::size_t count(const char* outcome) const {
    std::size_t count = 0;
    for (const pugi::xml_node test : suite().children("testcase")) count += test.child(outcome) ? 1 : 0;
    return count;
  }
  std::string property(const std::string& name) const {
    return suite()
        .child("properties")
        .find_child_by_attribute("name", name.c_str())
        .attribute("value")
        .value();
  }

 private:
  Result result_;
  std::string text_;
  pugi::xml_document document_;
};

test::RecordedRun run_with_thresholds(const std::vector<std::string>& thresholds) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = thresholds;
  return run;
}

TEST(JUnit, IsOneSuiteNamedAfterTheScenario) {
  const JUnitFile file(test::small_run());
  EXPECT_STREQ(file.suite().attribute("name").value(), "shop_e2e");
  EXPECT_STREQ(file.suite().attribute("time").value(), "2.100");
  EXPECT_STREQ(file.suite().attribute("hostname").value(), "builder");
  EXPECT_STREQ(file.suite().attribute("failures").value(), "0");
}

TEST(JUnit, HasATestcaseForRunTasksRequestsAndChecks) {
  const JUnitFile file(test::small_run());
  EXPECT_STREQ(file.test("shop_e2e", "run").attribute("time").value(), "2.000");
  EXPECT_STREQ(file.test("shop_e2e.Shop", "Buy").attribute("time").value(), "0.040");
  file.test("shop_e2e.Shop", "Browse");
  file.test("shop_e2e.requests", "GET /items/:id");
  file.test("shop_e2e.checks", "requests: p95 < 250ms");
}

TEST(JUnit, FiguresStandInTheOutputAndInProperties) {
  const JUnitFile file(test::small_run());
  EXPECT_THAT(file.test("shop_e2e.Shop", "Browse").child_value("system-out"),
              AllOf(HasSubstr("7 in all"), HasSubstr("rate 3/s"), HasSubstr("p95 15ms")));
  EXPECT_EQ(file.property("task.Shop.Buy.p95_ms"), "40");
  EXPECT_EQ(file.property("request.GET /items/:id.count"), "5");
  EXPECT_EQ(file.property("config.run_time"), "2s");
}

TEST(JUnit, OutputOfAPassedTestIsShortEnoughForJenkinsToKeep) {
  const JUnitFile file(test::small_run());
  EXPECT_LT(std::string(file.test("shop_e2e.Shop", "Browse").child_value("system-out")).size(), 1000u);
}

TEST(JUnit, ATaskFailsExactlyWhenACheckOnItFailed) {
  const JUnitFile file(run_with_thresholds({"task 'Shop.*': failures == 0"}));
  EXPECT_FALSE(file.test("shop_e2e.Shop", "Browse").child("failure"));
  const pugi::xml_node failure = file.test("shop_e2e.Shop", "Buy").child("failure");
  EXPECT_THAT(failure.attribute("message").value(), HasSubstr("task 'Shop.*': failures == 0"));
  EXPECT_STREQ(failure.attribute("type").value(), "check");
  EXPECT_THAT(
      failure.child_value(),
      AllOf(HasSubstr("limit == 0"), HasSubstr("1 x Shop.Buy at shop_test.cpp:41"), HasSubstr("Actual: 409"),
            HasSubstr("brood run ./shop_e2e_tests --once --filter Shop.Buy")));
  EXPECT_EQ(file.count("failure"), 1u);
}

TEST(JUnit, ARequestFailsExactlyWhenACheckOnItFailed) {
  const JUnitFile file(run_with_thresholds({"request 'POST *': p95 < 10ms", "tasks: error_rate < 50%"}));
  EXPECT_TRUE(file.test("shop_e2e.requests", "POST /orders").child("failure"));
  EXPECT_FALSE(file.test("shop_e2e.requests", "GET /items/:id").child("failure"));
  EXPECT_EQ(file.count("failure"), 1u);
}

TEST(JUnit, AnAggregateCheckFailsItsOwnTestcaseOnly) {
  const JUnitFile file(run_with_thresholds({"tasks: error_rate < 1%"}));
  EXPECT_TRUE(file.test("shop_e2e.checks", "tasks: error_rate < 1%").child("failure"));
  EXPECT_FALSE(file.test("shop_e2e.Shop", "Buy").child("failure"));
  EXPECT_EQ(file.count("failure"), 1u);
}

TEST(JUnit, ACheckThatMatchesNothingFailsItsOwnTestcase) {
  const JUnitFile file(run_with_thresholds({"request 'DELETE *': p95 < 1s", "tasks: error_rate < 50%"}));
  EXPECT_TRUE(file.test("shop_e2e.checks", "request 'DELETE *': p95 < 1s").child("failure"));
}

TEST(JUnit, FailuresThatArePermittedAreTold) {
  const JUnitFile file(test::small_run());
  EXPECT_THAT(file.test("shop_e2e.Shop", "Buy").child_value("system-out"),
              AllOf(HasSubstr("permitted"), HasSubstr("Actual: 409")));
}

TEST(JUnit, ATaskThatNeverRanIsSkipped) {
  test::RecordedRun run = test::small_run();
  run.tasks.emplace_back("Shop.Idle");
  const JUnitFile file(run);
  EXPECT_STREQ(file.test("shop_e2e.Shop", "Idle").child("skipped").attribute("message").value(),
               "never got a turn");
}

TEST(JUnit, AFailedWindowTellsWhereInTheRun) {
  const JUnitFile file(
      run_with_thresholds({"task 'Shop.Buy': failures == 0 for 1s", "tasks: error_rate < 50%"}));
  EXPECT_STREQ(file.test("shop_e2e.Shop", "Buy").child("failure").attribute("message").value(),
               "task 'Shop.Buy': failures == 0 for 1s: observed 1 at 1s, limit == 0 for 1s");
}

TEST(JUnit, ARunThatACheckStoppedFailsAndIsNoError) {
  test::RecordedRun run = run_with_thresholds({"tasks: failures == 0, abort"});
  run.footer.ended_by = EndedBy::threshold;
  run.footer.reason = "stopped by a check";
  const JUnitFile file(run);
  EXPECT_EQ(file.count("error"), 0u);
  EXPECT_EQ(file.count("failure"), 1u);
  EXPECT_EQ(file.property("ended_by"), "threshold");
  EXPECT_THAT(file.test("shop_e2e", "run").child_value("system-out"),
              HasSubstr("The run was stopped by a check."));
}

TEST(JUnit, AnInconclusiveCheckIsSkippedWithItsReason) {
  test::RecordedRun run = run_with_thresholds({"requests: p95 < 1ms", "tasks: error_rate < 50%"});
  run.intervals[0].generator.lateness.record(1'000'000'000, 20);
  const JUnitFile file(run);
  ASSERT_EQ(file.result().verdict, Verdict::inconclusive);
  EXPECT_THAT(
      file.test("shop_e2e.checks", "requests: p95 < 1ms").child("skipped").attribute("message").value(),
      HasSubstr("inconclusive"));
  EXPECT_EQ(file.count("failure") + file.count("error"), 0u);
}

TEST(JUnit, UnderStrictAnInconclusiveRunIsAnError) {
  test::RecordedRun run = run_with_thresholds({"requests: p95 < 1ms", "tasks: error_rate < 50%"});
  run.intervals[0].generator.lateness.record(1'000'000'000, 20);
  run.header.scenario.strict = true;
  EXPECT_TRUE(JUnitFile(run).test("shop_e2e", "run").child("error"));
}

TEST(JUnit, AnIncompleteRunIsAnErrorWithItsReason) {
  test::RecordedRun run = test::small_run();
  run.footer.ended_by = EndedBy::target_died;
  run.footer.reason = "the target was killed by SIGKILL";
  const JUnitFile file(run);
  const pugi::xml_node error = file.test("shop_e2e", "run").child("error");
  EXPECT_STREQ(error.attribute("type").value(), "incomplete");
  EXPECT_STREQ(error.attribute("message").value(), "the target was killed by SIGKILL");
  EXPECT_STREQ(error.child_value(), "the target was killed by SIGKILL");
}

TEST(JUnit, HostileTextIsHarmlessAndBounded) {
  test::RecordedRun run = run_with_thresholds({"task '*': failures == 0"});
  const std::string hostile = "<b>]]>&\x01\x1b[31m\xEF\xBF\xBF" + std::string(1'000'000, 'x');
  run.tasks[1] = run.intervals[0].tasks[1].task = "Shop." + hostile;
  run.intervals[0].errors[0].task = run.tasks[1];
  run.intervals[0].errors[0].message = hostile;
  const JUnitFile file(run);
  EXPECT_LT(file.text().size(), 60'000u);
  EXPECT_THAT(file.text(),
              AllOf(Not(HasSubstr("\x01")), Not(HasSubstr("\x1b")), Not(HasSubstr("\xEF\xBF\xBF"))));
  EXPECT_EQ(file.count("failure"), 1u);
}

class AnyRun : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AnyRun, FailsInJUnitExactlyWhenItFails) {
  const JUnitFile file(test::random_run(GetParam()));
  EXPECT_EQ(file.result().verdict == Verdict::failed, file.count("failure") > 0);
  EXPECT_EQ(!has_verdict(file.result()), file.count("error") > 0);
}

TEST_P(AnyRun, HasUniqueTestcases) {
  const JUnitFile file(test::random_run(GetParam()));
  std::set<std::pair<std::string, std::string>> names;
  for (const pugi::xml_node test : file.suite().children("testcase"))
    EXPECT_TRUE(names.emplace(test.attribute("classname").value(), test.attribute("name").value()).second);
}

TEST_P(AnyRun, HasABodyInEachFailure) {
  const JUnitFile file(test::random_run(GetParam()));
  for (const pugi::xml_node test : file.suite().children("testcase")) {
    for (const char* problem : {"failure", "error"})
      EXPECT_TRUE(!test.child(problem) || *test.child_value(problem));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyRun, testing::Range(1u, 51u));

}  // namespace
}  // namespace brood
