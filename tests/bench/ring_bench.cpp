// What a sample costs on its way from a user to brood, without anything that is done with it. Prints CPU ns a
// sample for writing and reading together, the least of many rounds: what others on the machine add is not
// ours.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "runner/channel/ring.hpp"
#include "tests/support/shared_layout.hpp"

namespace {

using namespace brood;

double cpu_ns() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

template <class Sample>
double ns_a_sample() {
  constexpr int kSamples = 1'000'000;
  const SharedLayout memory({1, 1, 0});
  channel::RingWriter writer(&memory->slot(0), &memory->orders(0), memory->ring(0));
  channel::RingReader reader(&memory->slot(0), &memory->orders(0), memory->ring(0));
  std::uint64_t sum = 0;
  const double begin = cpu_ns();
  for (int i = 0; i < kSamples; ++i) {
    Sample sample{};
    sample.start = static_cast<std::uint64_t>(i);
    while (!writer.try_push(channel::kIterationDone, {{&sample, sizeof sample}})) {
      const bool whole = reader.drain([&](channel::RecordType, const char* payload, std::uint32_t) {
        std::uint64_t start = 0;
        std::memcpy(&start, payload, sizeof start);
        sum += start;
      });
      if (!whole) std::abort();
    }
  }
  const double end = cpu_ns();
  return sum == 0 ? 0 : (end - begin) / kSamples;
}

}  // namespace

int main() {
  double iteration = 1e9, request = 1e9;
  for (int round = 0; round < 50; ++round) {
    iteration = std::min(iteration, ns_a_sample<IterationSample>());
    request = std::min(request, ns_a_sample<RequestSample>());
  }
  std::printf("ring: %.0f ns an iteration, %.0f ns a request\n", iteration, request);
}
