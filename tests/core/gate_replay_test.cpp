// Random runs, judged three ways: second by second as they happen, read back from their journal, and by the
// rules of windows written down plainly, with all seconds at hand.
#include <gmock/gmock.h>

#include <random>
#include <sstream>

#include "runner/core/journal.hpp"
#include "runner/core/threshold_sense.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::RecordedRun;

using Random = std::mt19937;

std::uint64_t below(Random& random, std::uint64_t limit) { return random() % limit; }

Row random_row(Random& random) {
  Row row;
  const std::uint64_t mood = below(random, 3);  // so that stretches are broken, and others are not
  for (std::uint64_t i = below(random, 4); i > 0; --i)
    row.latency.record((1 + below(random, 20)) * 1'000'000 << (2 * mood));
  for (std::uint64_t i = mood == 2 ? below(random, 4) : 0; i > 0; --i)
    row.failed_latency.record(1 + below(random, 1'000'000'000));
  row.passed = row.latency.count();
  row.failed = row.failed_latency.count();
  row.in_time = row.count();
  return row;
}

Interval random_second(Random& random, Nanos begin) {
  Interval second;
  second.begin = begin;
  second.end = begin + (below(random, 8) == 0 ? Nanos(milliseconds{500 + below(random, 900)}) : seconds{1});
  if (below(random, 4) == 0) return second;  // a hang
  for (const char* task : {"Shop.Buy", "Shop.Browse", "Other.Rare"}) {
    if (below(random, 3) == 0) continue;
    if (Row row = random_row(random); !row.empty()) second.tasks.push_back({task, std::move(row)});
  }
  for (const char* task : {"Shop.Buy", "Shop.Browse"}) {
    Row row = random_row(random);
    row.wait = row.failed_latency;
    row.bytes_in = 100 * row.passed;
    if (!row.empty() && below(random, 2) == 0)
      second.requests.push_back({task, "GET", "/items", std::move(row)});
  }
  second.users = static_cast<std::uint32_t>(below(random, 9));
  second.generator.stalls = below(random, 3);
  second.generator.memory = below(random, 100);
  second.sut = {true, milliseconds{below(random, 900)}, below(random, 100)};
  return second;
}

std::string random_threshold(Random& random) {
  const std::vector<std::string> rules{"tasks: p95 < 100ms",
                                       "task '*': p95 < 60ms",
                                       "task 'Shop.*': mean < 50ms",
                                       "requests: p50 < 30ms",
                                       "request '*': max < 300ms",
                                       "request '*': bytes_in > 100B",
                                       "tasks: failures < 6",
                                       "task '*': failures == 0",
                                       "tasks: error_rate < 60%",
                                       "task '*': rate > 1/s",
                                       "task '*': rate != 2.3/s",
                                       "tasks: count < 60",
                                       "task '*': min > 4ms",
                                       "requests: wait.p95 < 700ms",
                                       "task '*': stddev < 40ms",
                                       "run: stalls < 3",
                                       "run: users <= 8",
                                       "sut: cpu < 0.6",
                                       "sut: memory < 95B",
                                       "tasks: failed.max <= 900ms"};
  const std::vector<std::string> windows{"",         " for 1s",    " for 2s",    " for 3.5s",      " over 1s",
                                         " over 3s", " over 4.2s", " within 2s", " within 5500ms", " for 1m"};
  std::string text = rules[below(random, rules.size())] + windows[below(random, windows.size())];
  const std::string aborting = text + ", abort";
  return below(random, 2) == 0 && parse_threshold(aborting) ? aborting : text;
}

RecordedRun windowed_run(std::uint32_t seed) {
  Random random(seed);
  RecordedRun run;
  run.tasks = {"Shop.Buy", "Shop.Browse", "Other.Rare", "Other.Never"};
  for (int i = 0; i < 4; ++i) run.header.scenario.thresholds.push_back(random_threshold(random));
  Nanos end{};
  for (std::uint64_t i = 1 + below(random, 14); i > 0; --i) {
    run.intervals.push_back(random_second(random, end));
    end = run.intervals.back().end;
  }
  run.footer.duration = end;
  for (std::uint64_t i = below(random, 3); i > 0; --i) {
    Interval second = random_second(random, end);
    second.drain = true;
    for (TaskRow& task : second.tasks) task.row.in_time = 0;
    for (RequestRow& request : second.requests) request.row.in_time = 0;
    end = second.end;
    run.intervals.push_back(std::move(second));
  }
  run.footer.drain = end - run.footer.duration;
  run.footer.ended_by = EndedBy::run_time;
  return run;
}

struct Judged {
  Result result;
  std::optional<Nanos> aborted;  // end of the interval after which it was to stop
};

Judged judge_live(const RecordedRun& run) {
  ResultFold fold;
  fold.observe(run.header);
  fold.observe_tasks(run.tasks);
  Judged judged;
  for (const Interval& interval : run.intervals) {
    fold.observe(interval);
    if (!judged.aborted && !fold.abort_reason().empty()) judged.aborted = interval.end;
  }
  fold.observe(run.footer);
  judged.result = fold.finish();
  return judged;
}

// What is known of one name, with everything at hand.
class Plainly {
 public:
  Plainly(const Threshold& threshold, const RecordedRun& run, std::string name)
      : threshold_(threshold), name_(std::move(name)) {
    for (const Interval& interval : run.intervals)
      if (!interval.drain) seconds_.push_back(&interval);
    while (first_ < seconds_.size() && !has_sample(first_)) ++first_;
  }

  // Each window that is judged: when, and its value, which for `for` is the mildest of its seconds. Rules as
  // in docs/thresholds.md.
  struct Window {
    Nanos at;
    std::optional<double> value;
  };
  std::vector<Window> windows() const {
    switch (threshold_.window) {
      case Threshold::Window::each_second:
        return each_stretch();
      case Threshold::Window::sliding:
        return last_seconds();
      case Threshold::Window::beginning:
        return beginning();
      case Threshold::Window::whole_run:
        break;
    }
    return threshold_.abort ? broken_so_far() : std::vector<Window>{};
  }
  bool breaks(const Window& window) const { return !window.value || !threshold_.holds(*window.value); }

 private:
  static bool is_of_tasks(Subject subject) { return subject == Subject::tasks || subject == Subject::task; }

  Row row_of(std::size_t begin, std::size_t end) const {
    Row sum;
    for (std::size_t i = begin; i < end; ++i) {
      for (const TaskRow& task : seconds_[i]->tasks)
        if (is_of_tasks(threshold_.subject) && (name_.empty() || task.task == name_)) sum.merge(task.row);
      for (const RequestRow& request : seconds_[i]->requests)
        if (!is_of_tasks(threshold_.subject)) sum.merge(request.row);  // there is but one name
    }
    return sum;
  }

  // The metric of seconds `begin` up to `end`.
  std::optional<double> value(std::size_t begin, std::size_t end) const {
    Result part;
    if (begin < end) part.footer.duration = seconds_[end - 1]->end - seconds_[begin]->begin;
    for (std::size_t i = begin; i < end; ++i) {
      part.peak_users = std::max(part.peak_users, seconds_[i]->users);
      part.generator.stalls += seconds_[i]->generator.stalls;
      part.sut.known = part.sut.known || seconds_[i]->sut.known;
      part.sut.cpu += seconds_[i]->sut.cpu;
      part.sut.memory = std::max(part.sut.memory, seconds_[i]->sut.memory);
    }
    const Row row = row_of(begin, end);
    return threshold_.metric.get(part, &row);
  }

  bool has_sample(std::size_t i) const {
    return has_rows(threshold_.subject) ? row_of(i, i + 1).count() > 0 : value(i, i + 1).has_value();
  }

  // The latest beginning of a window that ends with second `i`.
  std::optional<std::size_t> window_begin(std::size_t i) const {
    for (std::size_t begin = i + 1; begin-- > 0;)
      if (seconds_[i]->end - seconds_[begin]->begin >= threshold_.span) return begin;
    return std::nullopt;
  }

  std::vector<Window> each_stretch() const {
    std::vector<Window> windows;
    for (std::size_t i = first_; i < seconds_.size(); ++i) {
      const std::optional<std::size_t> begin = window_begin(i);
      if (!begin || *begin < first_) continue;
      std::optional<double> mildest;
      for (std::size_t j = *begin; j <= i; ++j) {
        const std::optional<double> one = value(j, j + 1);
        if (one && (!mildest || badness(threshold_, *one) < badness(threshold_, *mildest))) mildest = one;
      }
      windows.push_back({seconds_[i]->end, mildest});
    }
    return windows;
  }

  std::vector<Window> last_seconds() const {
    std::vector<Window> windows;
    for (std::size_t i = first_; i < seconds_.size(); ++i) {
      const std::optional<std::size_t> begin = window_begin(i);
      if (!begin) continue;
      const std::optional<double> all = value(*begin, i + 1);
      if (all || *begin >= first_) windows.push_back({seconds_[i]->end, all});
    }
    return windows;
  }

  std::vector<Window> beginning() const {
    std::size_t end = 0;
    while (end < seconds_.size() && seconds_[end]->end <= threshold_.span) ++end;
    if (first_ >= end) return {};
    if (threshold_.abort && threshold_.metric.course != Course::free) {
      for (const Window& window : broken_so_far())
        if (window.at < threshold_.span) return {window};
    }
    if (seconds_.back()->end < threshold_.span) return {};
    return {{seconds_[end - 1]->end, value(0, end)}};
  }

  std::vector<Window> broken_so_far() const {
    std::vector<Window> windows;
    for (std::size_t i = first_; i < seconds_.size(); ++i) {
      const std::optional<double> so_far = value(0, i + 1);
      if (has_sample(i) && so_far && is_broken_so_far(threshold_, *so_far))
        windows.push_back({seconds_[i]->end, so_far});
    }
    return windows;
  }

  const Threshold& threshold_;
  const std::string name_;
  std::vector<const Interval*> seconds_;
  std::size_t first_ = 0;  // second of the name's first sample
};

class RandomRun : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomRun, IsJudgedTheSameLiveAndFromItsJournal) {
  const RecordedRun run = windowed_run(GetParam());
  const Judged live = judge_live(run);
  std::istringstream journal(test::journal_of(run));
  Expected<ResultFold> replayed = read_journal(journal);
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->abort_reason().empty(), !live.aborted);
  const Result result = replayed->finish();
  EXPECT_EQ(result.checks, live.result.checks);
  EXPECT_EQ(result.verdict, live.result.verdict);
}

// Compares a check with the windows; tells when it was broken.
std::optional<Nanos> expect_as_plainly(const Check& check, const Threshold& threshold,
                                       const RecordedRun& run) {
  SCOPED_TRACE(check.text + " [" + check.name + "] " + check.observed);
  const Plainly plainly(threshold, run, check.name);
  const std::vector<Plainly::Window> windows = plainly.windows();
  const auto broken = std::find_if(windows.begin(), windows.end(),
                                   [&](const auto& window) { return plainly.breaks(window); });
  const bool is_broken = broken != windows.end();
  EXPECT_EQ(check.at_s.has_value(), is_broken);
  if (windows.empty()) return std::nullopt;  // judged as a whole
  EXPECT_EQ(check.verdict, is_broken ? Verdict::failed : Verdict::passed);
  const auto is_milder = [&](const auto& a, const auto& b) {
    return badness(threshold, *a.value) < badness(threshold, *b.value);
  };
  const Plainly::Window told =
      is_broken ? *broken : *std::max_element(windows.begin(), windows.end(), is_milder);
  EXPECT_EQ(check.observed, told.value ? judge_value(threshold, "", *told.value).observed : "");
  if (!is_broken) return std::nullopt;
  EXPECT_EQ(check.at_s, std::chrono::duration<double>(told.at).count());
  return told.at;
}

TEST_P(RandomRun, IsJudgedAsTheRulesSay) {
  const RecordedRun run = windowed_run(GetParam());
  const Judged live = judge_live(run);
  std::optional<Nanos> aborted;
  for (const std::string& text : run.header.scenario.thresholds) {
    const Threshold threshold = *parse_threshold(text);
    for (const Check& check : live.result.checks) {
      if (check.text != text) continue;
      const std::optional<Nanos> broken = expect_as_plainly(check, threshold, run);
      if (broken && threshold.abort) aborted = std::min(aborted.value_or(*broken), *broken);
    }
  }
  EXPECT_EQ(live.aborted.has_value(), aborted.has_value());
  // Where the end of `within` falls into a second, that second tells.
  if (aborted) {
    EXPECT_LE(*aborted, live.aborted.value_or(Nanos{}));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRun, testing::Range(1u, 301u));

}  // namespace
}  // namespace brood
