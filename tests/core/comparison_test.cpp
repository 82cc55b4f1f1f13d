#include "runner/core/comparison.hpp"

#include <gmock/gmock.h>

#include "runner/core/comparison_json.hpp"
#include "runner/core/json_fields.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Comparison comparison_with(Finding finding) {
  Comparison comparison;
  comparison.with = "the old version";
  comparison.finding = finding;
  ComparedMetric metric;
  metric.name = "browse/p95";
  metric.finding = finding;
  comparison.metrics.push_back(metric);
  return comparison;
}

TEST(AComparison, IsACheckOfItsVerdict) {
  EXPECT_EQ(Verdict::failed, check_of(comparison_with(Finding::failed)).verdict);
  for (const Finding doubtful : {Finding::inconclusive, Finding::untested})
    EXPECT_EQ(Verdict::inconclusive, check_of(comparison_with(doubtful)).verdict);
  for (const Finding good : {Finding::passed, Finding::improved})
    EXPECT_EQ(Verdict::passed, check_of(comparison_with(good)).verdict);
}

TEST(AComparison, NamesWhatIsWorseOrInDoubt) {
  EXPECT_THAT(check_of(comparison_with(Finding::failed)).reason, HasSubstr("worse: browse/p95"));
  EXPECT_THAT(check_of(comparison_with(Finding::inconclusive)).reason, HasSubstr("in doubt: browse/p95"));
  Comparison many = comparison_with(Finding::failed);
  many.metrics.resize(8, many.metrics.front());
  EXPECT_THAT(check_of(many).reason, HasSubstr("and 3 more"));
}

TEST(AComparison, ThatDoesNotCountFailsNothing) {
  Comparison advisory = comparison_with(Finding::failed);
  advisory.counts = false;
  EXPECT_EQ(Verdict::passed, check_of(advisory).verdict);
  EXPECT_THAT(check_of(advisory).reason, HasSubstr("worse: browse/p95"));
}

TEST(AComparison, IsRecordedInFull) {
  Comparison comparison = comparison_with(Finding::improved);
  comparison.reason = "because";
  comparison.counts = false;
  comparison.floor = 0.05;
  comparison.remarks = {"10 rounds", "seed 7"};
  ComparedMetric metric;
  metric.name = "throughput";
  metric.unit = Unit::rate;
  metric.finding = Finding::inconclusive;
  metric.reason = "noise";
  metric.before = 100.5;
  metric.after = 99.25;
  metric.ratio = 0.9875;
  metric.low = 0.9;
  metric.high = 1.1;
  metric.p = 0.4;
  metric.noticeable = -0.07;
  comparison.metrics.push_back(metric);
  const auto json = nlohmann::json::parse(comparison_to_json(comparison).dump());
  EXPECT_EQ(comparison, comparison_from_json(json));
}

TEST(AComparison, OfAnUnknownVerdictIsDamaged) {
  EXPECT_THROW(comparison_from_json(nlohmann::json::parse(R"({"verdict":"splendid"})")), DamagedRecord);
}

}  // namespace
}  // namespace brood
