#include "runner/core/threshold.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <ostream>
#include <random>

namespace brood {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using Op = Threshold::Op;
using Window = Threshold::Window;

Threshold parsed(std::string_view text) {
  const Expected<Threshold> threshold = parse_threshold(text);
  EXPECT_TRUE(threshold) << text << "\n" << (threshold ? "" : threshold.error().message);
  return threshold ? *threshold : Threshold{};
}

std::string refusal(std::string_view text) {
  const Expected<Threshold> threshold = parse_threshold(text);
  return threshold ? "accepted " + std::string{text} : threshold.error().message;
}

// The part of the text that an error marks.
std::string marked(const std::string& text) {
  const std::string message = refusal(text);
  const std::size_t first = message.find('\n') + 1;
  const std::size_t second = message.find('\n', first) + 1;
  const std::string shown = message.substr(first, second - first - 1);
  const std::string mark = message.substr(second, message.find('\n', second) - second);
  const std::size_t place = mark.find('^');
  return place < shown.size() ? shown.substr(place, mark.size() - place) : "";
}

TEST(ParseThreshold, ReadsEverySelector) {
  EXPECT_EQ(parsed("tasks: p95 < 250ms").subject, Subject::tasks);
  EXPECT_EQ(parsed("requests: p95 < 250ms").subject, Subject::requests);
  EXPECT_EQ(parsed("sut: cpu < 2").subject, Subject::sut);
  EXPECT_EQ(parsed("run: stalls == 0").subject, Subject::run);
  EXPECT_EQ(parsed("task 'Shop.*': p95 < 1s").subject, Subject::task);
  EXPECT_EQ(parsed("task 'Shop.*': p95 < 1s").glob, "Shop.*");
  EXPECT_EQ(parsed("request 'GET /items*': p95 < 1s").subject, Subject::request);
  EXPECT_EQ(parsed("request 'GET /items*': p95 < 1s").glob, "GET /items*");
}

TEST(ParseThreshold, ReadsMetricOperatorAndLimit) {
  const Threshold threshold = parsed("tasks: p99.9 <= 250ms");
  EXPECT_EQ(threshold.metric.name, "p99.9");
  EXPECT_EQ(threshold.op, Op::less_equal);
  EXPECT_EQ(threshold.limit, 0.25);
  EXPECT_EQ(threshold.text, "tasks: p99.9 <= 250ms");
}

TEST(ParseThreshold, ReadsTheSumOfWhatWasTried) {
  for (const char* text : {"tasks: passed + failed > 0", "tasks:passed+failed>0",
                           "task 'Shop.*' : passed  +  failed >= 5 within 10s"})
    EXPECT_EQ(parsed(text).metric.name, "passed + failed") << text;
  EXPECT_EQ(format_threshold(parsed("tasks:passed+failed>0")), "tasks: passed + failed > 0");
  EXPECT_EQ(marked("tasks: passed + skipped > 0"), "passed + skipped");
  EXPECT_EQ(marked("tasks: failed + passed > 0"), "failed + passed");
  EXPECT_EQ(marked("tasks: passed + > 0"), "passed +");
  EXPECT_THAT(refusal("run: passed + failed > 0"), HasSubstr("is a metric of tasks"));
  EXPECT_THAT(refusal("tasks: passed + failed > 0, abort"), HasSubstr("abort"));
}

TEST(ParseThreshold, ReadsEveryOperator) {
  EXPECT_EQ(parsed("tasks: count < 1").op, Op::less);
  EXPECT_EQ(parsed("tasks: count <= 1").op, Op::less_equal);
  EXPECT_EQ(parsed("tasks: count > 1").op, Op::greater);
  EXPECT_EQ(parsed("tasks: count >= 1").op, Op::greater_equal);
  EXPECT_EQ(parsed("tasks: count == 1").op, Op::equal);
  EXPECT_EQ(parsed("tasks: count != 1").op, Op::not_equal);
}

TEST(ParseThreshold, ReadsEachUnit) {
  EXPECT_EQ(parsed("tasks: error_rate < 0.5%").limit, 0.005);
  EXPECT_EQ(parsed("tasks: rate > 100/s").limit, 100);
  EXPECT_EQ(parsed("sut: memory < 512MB").limit, 512e6);
  EXPECT_EQ(parsed("tasks: failures == 0").limit, 0);
  EXPECT_EQ(parsed("tasks: p95 < 1m30s").limit, 90);
}

TEST(ParseThreshold, TakesPercentilesThatAreNotInTheTable) {
  EXPECT_EQ(parsed("tasks: p37 < 1s").metric.quantile, 0.37);
  EXPECT_EQ(parsed("requests: wait.p99.99 < 1s").metric.name, "wait.p99.99");
}

TEST(ParseThreshold, TakesMetricsOfRequestsForRequestsOnly) {
  EXPECT_EQ(parsed("requests: wait.p95 < 1s").metric.name, "wait.p95");
  EXPECT_EQ(parsed("request '*': redirects == 0").metric.name, "redirects");
  EXPECT_THAT(refusal("tasks: redirects == 0"),
              HasSubstr("'redirects' is a metric of requests, not of tasks"));
  EXPECT_THAT(refusal("run: p95 < 1s"), HasSubstr("'p95' is a metric of tasks and requests, not of run"));
}

TEST(ParseThreshold, LeavesSpaceFree) {
  const Threshold tight = parsed("task'Shop.*':p95<250ms");
  const Threshold wide = parsed(" \ttask  'Shop.*' :\n p95  <  250 ms  ");
  EXPECT_EQ(format_threshold(tight), format_threshold(wide));
  EXPECT_EQ(wide.text, "task  'Shop.*' :\n p95  <  250 ms") << "trimmed";
}

TEST(ParseThreshold, TakesADoubledQuoteAsOne) {
  EXPECT_EQ(parsed("task 'it''s': count > 0").glob, "it's");
  EXPECT_EQ(parsed("task '''': count > 0").glob, "'");
}

TEST(ParseThreshold, TakesAnythingInQuotes) {
  EXPECT_EQ(parsed("task 'a: p95 < 1': count > 0").glob, "a: p95 < 1");
}

TEST(ThresholdError, ShowsTextMarkAndWhatIsAccepted) {
  EXPECT_EQ(refusal("tasks: p95 =< 250ms"),
            "threshold: unknown operator '=<'\n"
            "  tasks: p95 =< 250ms\n"
            "             ^~\n"
            "operators: <, <=, >, >=, ==, !=");
}

TEST(ParseThreshold, ReadsWindows) {
  EXPECT_EQ(parsed("tasks: p95 < 1s").window, Window::whole_run);
  EXPECT_EQ(parsed("tasks: p95 < 1s for 10s").window, Window::each_second);
  EXPECT_EQ(parsed("tasks: count > 5 over 1m30s").window, Window::sliding);
  EXPECT_EQ(parsed("tasks: count > 5 over 1m30s").span, std::chrono::seconds{90});
  EXPECT_EQ(parsed("tasks: p95 < 1 s within 1.5s").window, Window::beginning);
  EXPECT_FALSE(parsed("tasks: p95 < 1s for 10s").abort);
}

TEST(ParseThreshold, ReadsAbortWithAndWithoutAWindow) {
  EXPECT_TRUE(parsed("tasks: p95 < 1s, abort").abort);
  EXPECT_TRUE(parsed("tasks: p95 < 1s,abort").abort);
  EXPECT_TRUE(parsed("tasks: failures == 0 , abort").abort);
  EXPECT_TRUE(parsed("tasks: count > 5 over 10s, abort").abort);
  EXPECT_TRUE(parsed("tasks: min > 1ms, abort").abort);
  EXPECT_TRUE(parsed("tasks: rate < 100/s, abort").abort);
}

struct Mistake {
  const char* text;
  const char* marked;
  const char* message;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.text; }

class ThresholdMistake : public ::testing::TestWithParam<Mistake> {};

TEST_P(ThresholdMistake, IsMarkedAndNamed) {
  EXPECT_EQ(marked(GetParam().text), GetParam().marked);
  EXPECT_THAT(refusal(GetParam().text), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, ThresholdMistake,
    ::testing::Values(
        Mistake{"", "", "it is empty"}, Mistake{": p95 < 1s", ":", "there is no selector"},
        Mistake{"task: p95 < 1s", ":", "all of them together are tasks"},
        Mistake{"taks: p95 < 1s", "taks", "did you mean tasks?"},
        Mistake{"everything: p95 < 1s", "everything", "selectors: tasks, requests, task 'GLOB'"},
        Mistake{"tasks p95 < 1s", "p", "no ':' after the selector"},
        Mistake{"tasks", "", "no ':' after the selector"},
        Mistake{"task Shop.*: p95 < 1s", "S", "not in single quotes"},
        Mistake{"task \"Shop.*\": p95 < 1s", "\"", "not in single quotes"},
        Mistake{"task 'Shop.*: p95 < 1s", "'", "never closed"},
        Mistake{"task '': p95 < 1s", "''", "name is empty"}, Mistake{"task", "", "not in single quotes"},
        Mistake{"tasks:", "", "there is no metric"}, Mistake{"tasks: < 1s", "<", "there is no metric"},
        Mistake{"tasks: p_95 < 1s", "p_95", "unknown metric 'p_95'; did you mean p95?"},
        Mistake{"tasks: errorrate < 1%", "errorrate", "did you mean error_rate?"},
        Mistake{"tasks: nonsense < 1s", "nonsense", "metrics of tasks: count, passed, failures"},
        Mistake{"sut: p95 < 1s", "p95", "metrics of sut: cpu, cpu_s, memory"},
        Mistake{"tasks: p101 < 1s", "p101", "pN is any percentile"},
        Mistake{"tasks: p95", "", "no operator after p95"},
        Mistake{"tasks: p95 250ms", "2", "no operator after p95"},
        Mistake{"tasks: p95 = 1s", "=", "unknown operator '='"},
        Mistake{"tasks: p95 <", "", "there is no value"}, Mistake{"tasks: p95 < 250", "250", "has no unit"},
        Mistake{"tasks: p95 < 5%", "5%", "unknown unit '%'"},
        Mistake{"tasks: p95 < 5parsecs", "5parsecs", "a time needs h, m, s, ms, us or ns"},
        Mistake{"tasks: error_rate < 0.01", "0.01", "a share needs %, such as 0.5%"},
        Mistake{"tasks: error_rate < 5 ms", "5 ms", "'ms' is not a unit here"},
        Mistake{"tasks: count > 5ms", "5ms", "a number without unit"},
        Mistake{"tasks: p95 < -3s", "-3s", "negative"},
        Mistake{"tasks: p95 < 1e400s", "1e400s", "out of range"},
        Mistake{"tasks: p95 < nan", "nan", "not a number"},
        Mistake{"tasks: p95 < 1s for", "", "no duration after 'for'"},
        Mistake{"tasks: p95 < 1s over , abort", ",", "no duration after 'over'"},
        Mistake{"tasks: p95 < 1s for 10", "10", "has no unit"},
        Mistake{"tasks: p95 < 1s for -10s", "-10s", "negative"},
        Mistake{"tasks: p95 < 1s within 5parsecs", "5parsecs", "unknown unit"},
        Mistake{"tasks: p95 < 1s over 999ms", "999ms", "shorter than a second"},
        Mistake{"tasks: p95 < 1s for 0s", "0s", "shorter than a second"},
        Mistake{"tasks: p95 < 1s fro 10s", "fro", "did you mean for?"},
        Mistake{"tasks: p95 < 1s for 10s over 5s", "over 5s", "nothing more is expected after the window"},
        Mistake{"tasks: abandoned == 0 over 10s", "over", "known only when the run is over"},
        Mistake{"run: drain < 1s, abort", "abort", "known only when the run is over"},
        Mistake{"tasks: count > 100, abort", "abort", "'count' only grows"},
        Mistake{"tasks: passed != 7, abort", "abort", "'passed' only grows"},
        Mistake{"tasks: min < 1s, abort", "abort", "'min' only falls"},
        Mistake{"tasks: rate > 100/s, abort", "abort", "'rate' begins at nothing"},
        Mistake{"tasks: p95 < 1s abort", "abort", "no comma before 'abort'"},
        Mistake{"tasks: p95 < 1s, abort, abort", ", abort", "nothing more is expected after 'abort'"},
        Mistake{"tasks: p95 < 1s, stop", ", stop", "nothing more is expected after the value"},
        Mistake{"tasks: p95 < 1s and p99 < 2s", "and p99 < 2s", "nothing more is expected"},
        Mistake{"tasks: p95 < 1s,", ",", "nothing more is expected"}));

TEST(ThresholdError, MarksTheRightPlaceBehindLettersOfSeveralBytes) {
  EXPECT_EQ(refusal("task 'Zürich': p95 ? 1s"),
            "threshold: there is no operator after p95\n"
            "  task 'Zürich': p95 ? 1s\n"
            "                     ^\n"
            "operators: <, <=, >, >=, ==, !=");
}

TEST(ThresholdError, StaysShortForALongOrHostileText) {
  for (const std::string& text :
       {std::string(1'000'000, 'x'), "task '" + std::string(1'000'000, 'y') + "': p95 ? 1s",
        std::string(1'000, '\n') + "tasks:\n\n\x1b p95 \n<\t%", std::string(50, '\xff')}) {
    const std::string message = refusal(text);
    EXPECT_LT(message.size(), 1'000u);
    EXPECT_LE(std::count(message.begin(), message.end(), '\n'), 4);
  }
}

TEST(Threshold, Holds) {
  EXPECT_TRUE(parsed("tasks: count < 5").holds(4));
  EXPECT_FALSE(parsed("tasks: count < 5").holds(5));
  EXPECT_TRUE(parsed("tasks: count <= 5").holds(5));
  EXPECT_FALSE(parsed("tasks: count <= 5").holds(6));
  EXPECT_TRUE(parsed("tasks: count > 5").holds(6));
  EXPECT_FALSE(parsed("tasks: count > 5").holds(5));
  EXPECT_TRUE(parsed("tasks: count >= 5").holds(5));
  EXPECT_FALSE(parsed("tasks: count >= 5").holds(4));
  EXPECT_TRUE(parsed("tasks: count == 5").holds(5));
  EXPECT_FALSE(parsed("tasks: count == 5").holds(4));
  EXPECT_TRUE(parsed("tasks: count != 5").holds(4));
  EXPECT_FALSE(parsed("tasks: count != 5").holds(5));
}

TEST(FormatThreshold, IsCanonical) {
  EXPECT_EQ(format_threshold(parsed("task'it''s*':p95<1500 ms")), "task 'it''s*': p95 < 1.5s");
  EXPECT_EQ(format_threshold(parsed("requests: rate>=6000/min")), "requests: rate >= 100/s");
  EXPECT_EQ(format_limit(parsed("tasks: error_rate < 0.50%")), "< 0.5%");
  EXPECT_EQ(format_threshold(parsed("tasks:p95<1s  over 90s ,abort")), "tasks: p95 < 1s over 1m30s, abort");
  EXPECT_EQ(format_limit(parsed("tasks: p95 < 1s over 90s, abort")), "< 1s over 1m30s");
}

std::string random_value(Unit unit, std::mt19937_64& random) {
  std::string number =
      std::to_string(random() % 100) + (random() % 2 ? "." + std::to_string(random() % 100'000) : "");
  const auto with_one_of = [&](std::vector<std::string> units) {
    return number + units[random() % units.size()];
  };
  switch (unit) {
    case Unit::time:
      return with_one_of({"h", "m", "s", "ms", "us", "ns"});
    case Unit::count:
      return number;
    case Unit::ratio:
      return with_one_of({"%"});
    case Unit::rate:
      return with_one_of({"/s", "/min", "/h"});
    case Unit::bytes:
      return with_one_of({"B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB"});
  }
  return "";
}

std::string random_threshold(std::mt19937_64& random) {
  const std::vector<std::string> selectors{"tasks", "requests", "task 'A''b*'", "request 'GET /?'",
                                           "sut",   "run"};
  const std::vector<std::string> ops{"<", "<=", ">", ">=", "==", "!="};
  const Metric& metric = metric_table()[random() % metric_table().size()];
  const bool any_percentile = metric.quantile && random() % 2;
  const std::string name =
      any_percentile ? metric.name.substr(0, metric.name.rfind('p')) + "p" + std::to_string(random() % 101)
                     : metric.name;
  const std::vector<std::string> windows{"", "", " for 10s", " over 1m", " within 1500ms"};
  return selectors[random() % selectors.size()] + ": " + name + ' ' + ops[random() % ops.size()] + ' ' +
         random_value(metric.unit, random) + windows[random() % windows.size()] +
         (random() % 3 == 0 ? ", abort" : "");
}

TEST(FormatThreshold, ReadsBackAsTheSame) {
  std::mt19937_64 random{6};
  int readable = 0;
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = random_threshold(random);
    const Expected<Threshold> original = parse_threshold(text);
    if (!original) continue;  // a metric of another selector
    ++readable;
    const Threshold again = parsed(format_threshold(*original));
    EXPECT_EQ(again.subject, original->subject) << text;
    EXPECT_EQ(again.glob, original->glob) << text;
    EXPECT_EQ(again.metric.name, original->metric.name) << text;
    EXPECT_EQ(again.op, original->op) << text;
    EXPECT_EQ(again.limit, original->limit) << text;
    EXPECT_EQ(again.window, original->window) << text;
    EXPECT_EQ(again.span, original->span) << text;
    EXPECT_EQ(again.abort, original->abort) << text;
    EXPECT_EQ(format_threshold(again), format_threshold(*original)) << text;
  }
  EXPECT_GT(readable, 1'000);
}

}  // namespace
}  // namespace brood
