#include "reporters/comparison_text.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

ComparedMetric latency(Finding finding = Finding::failed) {
  ComparedMetric metric;
  metric.name = "browse/p95";
  metric.finding = finding;
  metric.before = 0.1;
  metric.after = 0.1074;
  metric.ratio = 1.074;
  metric.low = 1.052;
  metric.high = 1.097;
  metric.noticeable = 0.38;
  return metric;
}

ComparedMetric errors(double before, double after) {
  ComparedMetric metric;
  metric.name = "browse/errors";
  metric.unit = Unit::ratio;
  metric.before = before;
  metric.after = after;
  metric.noticeable = 0.004;
  return metric;
}

TEST(AChange, IsShownWithItsInterval) { EXPECT_EQ("+7.4% (+5.2% to +9.7%)", change_text(latency())); }

TEST(AChange, OfErrorsIsInPoints) {
  EXPECT_EQ("+0.30 points", change_text(errors(0.001, 0.004)));
  EXPECT_EQ("none", change_text(errors(0.001, 0.001)));
  EXPECT_EQ("to 0.4%", noticeable_text(errors(0, 0)));
}

TEST(AChange, ThatWasNotMeasuredIsADash) {
  EXPECT_EQ("-", change_text({}));
  EXPECT_EQ("-", noticeable_text({}));
}

TEST(AComparedMetric, IsASentence) {
  EXPECT_EQ("FAILED: 100ms -> 107ms, +7.4% (+5.2% to +9.7%), could have noticed +38.0%",
            metric_sentence(latency()));
  ComparedMetric untested;
  untested.reason = "too few";
  EXPECT_EQ("untested: too few", metric_sentence(untested));
}

TEST(AComparisonsTable, PutsWhatIsWorseFirstAndLeavesOutTheRest) {
  Comparison comparison;
  comparison.metrics = {latency(Finding::passed), latency(Finding::untested), latency(Finding::failed)};
  std::size_t left_out = 0;
  const std::vector<TableRow> rows = comparison_table(comparison, 2, left_out);
  EXPECT_EQ(1u, left_out);
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_THAT(rows[1],
              ElementsAre("browse/p95", "100ms", "107ms", "+7.4% (+5.2% to +9.7%)", "+38.0%", "FAILED"));
  EXPECT_EQ("passed", rows[2].back());
}

TEST(AComparison, IsSummedUp) {
  Comparison comparison;
  comparison.with = "the old version";
  comparison.metrics = {latency(Finding::failed), latency(Finding::improved), latency(Finding::untested)};
  EXPECT_EQ("Compared with the old version: 2 metrics tested, 1 worse, 1 better.",
            comparison_sentence(comparison));
  comparison.counts = false;
  EXPECT_THAT(comparison_sentence(comparison), HasSubstr("fails nothing"));
}

}  // namespace
}  // namespace brood
