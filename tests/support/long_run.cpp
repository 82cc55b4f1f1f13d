#include "tests/support/long_run.hpp"

#include "runner/core/result_fold.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

SlowIteration slow_iteration(const TaskRow& task, const RequestRow& request, int second) {
  SlowIteration slow;
  slow.task = task.task;
  slow.start = seconds{second};
  slow.duration = milliseconds{200 + second};
  for (int i = 0; i < 100; ++i)
    slow.requests.push_back({request.method, request.name, Nanos{i * 2'000'123}, Nanos{1'999'321}, 200});
  return slow;
}

}  // namespace

Result long_result(int length_s, int names, int samples) {
  ResultFold fold;
  fold.observe(small_run().header);
  Interval interval = busy_interval(0, names, samples);
  for (int second = 0; second < length_s; ++second) {
    interval.begin = seconds{second};
    interval.end = seconds{second + 1};
    interval.slowest.clear();
    for (std::size_t i = 0; second < 5 && i < interval.tasks.size(); ++i)
      interval.slowest.push_back(slow_iteration(interval.tasks[i], interval.requests[i], second));
    fold.observe(interval);
  }
  fold.observe(RunFooter{EndedBy::run_time, "", seconds{length_s}, {}});
  return fold.finish();
}

}  // namespace brood::test
