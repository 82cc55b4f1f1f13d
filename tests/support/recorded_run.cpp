#include "tests/support/recorded_run.hpp"

#include <cmath>
#include <sstream>
#include <stdexcept>

#include "runner/core/journal.hpp"
#include "runner/core/journal_sum.hpp"

namespace brood::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::uint64_t ns(milliseconds time) { return static_cast<std::uint64_t>(Nanos{time}.count()); }

Row task_row(std::initializer_list<int> passed_ms, int failed = 0, int skipped = 0) {
  Row row;
  for (const int time : passed_ms) row.latency.record(ns(milliseconds{time}));
  row.passed = passed_ms.size();
  row.failed = static_cast<std::uint64_t>(failed);
  row.skipped = static_cast<std::uint64_t>(skipped);
  for (int i = 0; i < failed; ++i) row.failed_latency.record(ns(milliseconds{7}));
  row.in_time = row.count();
  return row;
}

Row request_row(std::initializer_list<int> passed_ms) {
  Row row = task_row(passed_ms);
  row.redirects = 1;
  row.bytes_in = 2048 * row.passed;
  row.bytes_out = 128 * row.passed;
  row.statuses = {{200, row.passed}};
  row.phases[kConnect].record(ns(milliseconds{1}));
  for (const int time : passed_ms) {
    row.phases[kWait].record(ns(milliseconds{time - 1}));
    row.wait.record(ns(milliseconds{time - 1}));
  }
  return row;
}

Interval second_of_run(Nanos begin, Nanos end, std::uint32_t users) {
  Interval interval;
  interval.begin = begin;
  interval.end = end;
  interval.users = users;
  return interval;
}

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  Nanos nanos() { return Nanos{static_cast<Nanos::rep>(below(5'000'000'000))}; }

  std::string text() {
    static const std::vector<std::string> pieces = {
        "Shop", "Buy", "<b>",    "]]>", "\x01\x1b[31m", "\xff\xfe",     "\xed\xa0\x80", "\xe4\xbd\xa0",
        "\"'&", "12",  "0x7f00", "\n",  "\r\n",         "\xef\xbf\xbf", "\xc2\x9b",     "/items/:id"};
    std::string out;
    for (std::uint64_t i = below(4); i > 0; --i) out += pieces[below(pieces.size())];
    return out;
  }
  // What has come through the aggregator is UTF-8.
  std::string clean_text() { return to_utf8(text()); }

  Histogram histogram(int digits) {
    Histogram histogram(digits);
    for (std::uint64_t i = below(20); i > 0; --i)
      histogram.record(engine_() >> (20 + below(40)), 1 + below(3));
    return histogram;
  }

 private:
  std::mt19937_64 engine_;
};

Row random_row(Dice& dice, bool is_request) {
  Row row;
  if (dice.one_in(10)) return row;
  row.latency = dice.histogram(3);
  row.failed_latency = dice.histogram(2);
  row.passed = row.latency.count();
  row.failed = row.failed_latency.count();
  row.skipped = dice.below(3);
  row.abandoned = dice.below(2);
  row.in_time = row.count();
  if (!is_request) return row;
  row.redirects = dice.below(4);
  row.bytes_in = dice.below(1u << 30);
  row.bytes_out = dice.below(1000);
  row.statuses = {{200, row.passed}, {static_cast<int>(400 + dice.below(100)), row.failed}, {-1, 1}};
  for (PhaseSum& phase : row.phases)
    if (dice.one_in(2)) phase.record(dice.below(1'000'000'000));
  row.wait = dice.histogram(2);
  return row;
}

ErrorCount random_error(Dice& dice) {
  ErrorCount error;
  error.where = dice.one_in(2) ? "shop_test.cpp:41" : "";
  error.message = dice.clean_text();
  error.task = dice.clean_text();
  if (dice.one_in(2)) error.method = "GET";
  if (dice.one_in(2)) error.name = dice.clean_text();
  error.count = 1 + dice.below(5);
  return error;
}

SlowIteration random_slow_iteration(Dice& dice) {
  SlowIteration slow;
  slow.task = dice.clean_text();
  slow.user = static_cast<std::uint32_t>(dice.below(50));
  slow.start = dice.nanos();
  slow.duration = dice.nanos();
  slow.outcome = static_cast<Outcome>(dice.below(4));
  for (std::uint64_t i = dice.below(3); i > 0; --i)
    slow.requests.push_back({"GET", dice.clean_text(), dice.nanos(), dice.nanos(),
                             static_cast<int>(dice.below(600)), static_cast<Outcome>(dice.below(2))});
  slow.more_requests = dice.below(2);
  return slow;
}

Generator random_generator(Dice& dice) {
  Generator generator;
  generator.stalls = dice.below(2);
  generator.stalled = Nanos{static_cast<Nanos::rep>(dice.below(1000))};
  generator.lateness = dice.histogram(2);
  generator.cpu = dice.nanos();
  generator.memory = dice.below(1u << 28);
  generator.lost = dice.below(2);
  return generator;
}

Interval random_interval(Dice& dice, Nanos begin) {
  Interval interval = second_of_run(begin, begin + seconds{1}, static_cast<std::uint32_t>(dice.below(20)));
  for (std::uint64_t i = dice.below(4); i > 0; --i)
    interval.tasks.push_back({dice.clean_text(), random_row(dice, false)});
  for (std::uint64_t i = dice.below(4); i > 0; --i)
    interval.requests.push_back({dice.clean_text(), "GET", dice.clean_text(), random_row(dice, true)});
  for (std::uint64_t i = dice.below(3); i > 0; --i) interval.errors.push_back(random_error(dice));
  interval.skips = interval.errors;
  for (std::uint64_t i = dice.below(3); i > 0; --i) interval.slowest.push_back(random_slow_iteration(dice));
  interval.arrivals.due = dice.below(1000);
  interval.arrivals.abandoned = dice.below(3);
  interval.arrivals.queued = dice.histogram(2);
  interval.generator = random_generator(dice);
  interval.sut = {dice.one_in(2), {}, 0};
  if (interval.sut.known) interval.sut = {true, dice.nanos(), dice.below(1u << 30)};
  return interval;
}

Row busy_row(Dice& dice, int samples, bool is_request) {
  Row row;
  for (int i = 0; i < samples; ++i) {
    // From 1 ms to some 100 ms, most of them short.
    const double spread = std::exp(static_cast<double>(dice.below(1000) * dice.below(1000)) / 2.2e5);
    const auto duration = static_cast<std::uint64_t>(1e6 * spread) + dice.below(100'000);
    row.latency.record(duration);
    if (is_request) {
      row.wait.record(duration - duration / 10);
      for (PhaseSum& phase : row.phases) phase.record(duration / 5);
    }
  }
  row.passed = row.in_time = row.latency.count();
  if (!is_request) return row;
  row.statuses = {{200, row.passed}};
  row.bytes_in = 1000 * row.passed;
  row.bytes_out = 100 * row.passed;
  return row;
}

std::string encoded(const RecordedRun& run) {
  std::string text = encode_line(run.header) + '\n' + encode_tasks(run.tasks) + '\n';
  for (const std::string& warning : run.warnings) text += encode_warning(warning) + '\n';
  for (int i = 0; i < run.replaced_users; ++i) text += encode_replaced_user() + '\n';
  for (const Interval& interval : run.intervals) text += encode_line(interval) + '\n';
  return text + encode_line(run.footer) + '\n';
}

}  // namespace

std::string sealed(const std::string& lines) {
  std::istringstream in(lines);
  std::string text;
  JournalSum sum;
  for (std::string line; std::getline(in, line);) text += sum.seal(line) + '\n';
  return text;
}

std::string journal_of(const RecordedRun& run) { return sealed(encoded(run)); }

std::string unsealed_journal_of(const RecordedRun& run) {
  const std::string version = R"("version":)";
  std::string text = encoded(run);
  return text.replace(text.find(version) + version.size(), 1, std::to_string(kUnsealedVersion));
}

Result live_result_of(const RecordedRun& run) {
  ResultFold fold;
  fold.observe(run.header);
  fold.observe_tasks(run.tasks);
  for (const std::string& warning : run.warnings) fold.observe_warning(warning);
  for (int i = 0; i < run.replaced_users; ++i) fold.observe_replaced_user();
  for (const Interval& interval : run.intervals) fold.observe(interval);
  fold.observe(run.footer);
  return fold.finish();
}

Result replayed_result_of(const std::string& journal) {
  std::istringstream in(journal);
  Expected<ResultFold> fold = read_journal(in);
  if (!fold) throw std::runtime_error(fold.error().message);
  return fold->finish();
}

RecordedRun small_run() {
  RecordedRun run;
  run.header.scenario.name = "shop_e2e";
  run.header.scenario.target = "./shop_e2e_tests";
  run.header.scenario.run_time = seconds{2};
  run.header.scenario.thresholds = {"requests: p95 < 250ms", "tasks: error_rate < 50%"};
  run.header.started_at = "2026-11-25T10:00:00.000Z";
  run.header.environment = {"0.1.0", "Release",     "builder", "Linux 6.1", "Some CPU",
                            2,       8'000'000'000, 0.5,       {}};
  run.tasks = {"Shop.Browse", "Shop.Buy"};

  Interval first = second_of_run(seconds{0}, seconds{1}, 2);
  first.tasks = {{"Shop.Browse", task_row({10, 12, 14})}, {"Shop.Buy", task_row({40}, 1)}};
  first.requests = {{"Shop.Browse", "GET", "/items/:id", request_row({3, 4, 5})},
                    {"Shop.Buy", "POST", "/orders", request_row({20})}};
  first.errors = {{"shop_test.cpp:41", "Expected: 201\nActual: 409", "Shop.Buy", "", "", 1}};
  first.slowest = {
      {"Shop.Buy", 1, milliseconds{200}, milliseconds{40}, Outcome::passed, {{"POST", "/orders"}}, 0}};
  first.generator.lateness.record(ns(milliseconds{1}));
  first.generator.cpu = milliseconds{20};
  first.generator.memory = 12'000'000;
  Interval second = second_of_run(seconds{1}, seconds{2}, 2);
  second.tasks = {{"Shop.Browse", task_row({11, 13}, 0, 1)}};
  second.requests = {{"Shop.Browse", "GET", "/items/:id", request_row({3, 6})}};
  Interval drain = second_of_run(seconds{2}, milliseconds{2100}, 0);
  drain.drain = true;
  drain.tasks = {{"Shop.Browse", task_row({15})}};
  drain.tasks[0].row.in_time = 0;
  run.intervals = {first, second, drain};
  run.footer = {EndedBy::run_time, "", seconds{2}, milliseconds{100}};
  return run;
}

RecordedRun random_run(std::uint32_t seed) {
  Dice dice(seed);
  RecordedRun run;
  run.header.scenario.name = dice.text();
  run.header.scenario.target = dice.text();
  run.header.scenario.arguments = {dice.text(), dice.text()};
  run.header.scenario.environment = {{"SHOP_URL", dice.text()}};
  run.header.scenario.host = dice.text();
  run.header.scenario.seed = dice.below(~0ull);
  run.header.scenario.spawn_rate = static_cast<double>(1 + dice.below(100)) / 7;
  run.header.scenario.run_time = dice.nanos();
  if (dice.one_in(2))
    run.header.scenario.stages = *parse_stages(dice.one_in(2) ? "10s:50,1m:0" : "1m:5/s,1s:0/s");
  else if (dice.one_in(2)) run.header.scenario.stages = steady_rate(12.5);
  if (run.header.scenario.is_open()) run.header.scenario.arrivals = Arrivals::poisson;
  run.header.scenario.tags = {dice.text()};
  run.header.scenario.exclude_tags = {dice.text()};
  run.header.scenario.name_rules = {dice.text()};
  run.header.scenario.trace_headers = {dice.text()};
  if (dice.one_in(2)) run.header.scenario.sut = SutPlan{"shop --port {port}", "/health", dice.nanos()};
  if (dice.one_in(2))
    run.header.scenario.thresholds = {"tasks: p95 < 10ms", "request '*': failures == 0, abort",
                                      "task '*': p95 < 10ms over 2s", "run: stalls == 0 for 1s, abort"};
  run.header.environment.cpu = dice.text();
  run.header.environment.load_average = static_cast<double>(dice.below(100)) / 3;
  for (std::uint64_t i = dice.below(3); i > 0; --i) run.tasks.push_back(dice.clean_text());
  for (std::uint64_t i = dice.below(3); i > 0; --i) run.warnings.push_back(dice.text());
  run.replaced_users = static_cast<int>(dice.below(2));
  for (std::uint64_t i = 1 + dice.below(4); i > 0; --i)
    run.intervals.push_back(random_interval(dice, seconds{run.intervals.size()}));
  const seconds length{run.intervals.size()};
  const seconds drain{dice.below(2)};
  run.intervals.back().drain = drain > seconds{0};
  run.footer = {static_cast<EndedBy>(dice.below(10)), dice.text(), length - drain, drain};
  return run;
}

Interval busy_interval(int second, int names, int samples) {
  Dice dice(static_cast<std::uint32_t>(second));
  Interval interval = second_of_run(seconds{second}, seconds{second + 1}, 100);
  for (int i = 0; i < names / 2; ++i) {
    const std::string number = std::to_string(i);
    const std::string task = "Shop.Task" + number;
    interval.tasks.push_back({task, busy_row(dice, samples / names, false)});
    interval.requests.push_back(
        {task, "GET", "/items/:id/part" + number, busy_row(dice, samples / names, true)});
  }
  interval.generator.lateness = dice.histogram(2);
  return interval;
}

}  // namespace brood::test
