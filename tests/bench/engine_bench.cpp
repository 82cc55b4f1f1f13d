// What one iteration costs in the takeover's engine alone: it is given an agent that does nothing but call
// it. Prints CPU ns an iteration.
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "brood/agent.h"

namespace {

constexpr int kIterations = 1'000'000;

double cpu_ns() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

}  // namespace

extern "C" {
int brood_agent_attached(void) { return 1; }
const char* brood_agent_filter_parameter(void) { return ""; }
void brood_agent_refuse(enum brood_refusal, const char* message) { std::puts(message); }
int brood_agent_listed(const struct brood_program*) { return 0; }
int brood_agent_has_problem(void) { return 0; }
void brood_agent_teardown_failed(const char*) {}
void brood_agent_failure(const char*, int, const char*, size_t) {}

void brood_agent_serve(const struct brood_program* program) {
  program->user_begin(program->self);
  program->group_set_up(program->self, 0);
  double begin = 0;
  for (int i = -kIterations / 10; i < kIterations; ++i) {  // the first tenth warms up
    if (i == 0) begin = cpu_ns();
    program->run(program->self, static_cast<uint32_t>(i + kIterations) % program->task_count);
  }
  std::printf("engine: %.0f ns an iteration, suite of %u\n", (cpu_ns() - begin) / kIterations,
              program->task_count);
  std::fflush(stdout);
  std::_Exit(0);
}
}
