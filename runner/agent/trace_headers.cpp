// The headers by which servers join what they log of a request: W3C Trace Context's, version 00, and our own.
#include <stdio.h>
#include <unistd.h>

#include "brood/random.hpp"
#include "runner/agent/recorder.hpp"
#include "runner/agent/state.hpp"
#include "runner/channel/futex.hpp"

namespace brood::agent {

namespace {

// Begun anew in each process, so that no two make the same numbers. Two threads may get the same one at a
// time; the clock keeps their traces apart.
std::uint64_t next_id() {
  static Random random(0);
  static pid_t owner;
  if (owner != getpid()) {
    owner = getpid();
    random = Random(static_cast<std::uint64_t>(owner));
  }
  return (random() ^ channel::now_ns()) | 1;  // all zeros are no id
}

void write_parent(char* line) {
  const unsigned long long trace_high = next_id(), trace_low = next_id(), span = next_id();
  snprintf(line, BROOD_TRACE_LENGTH, "traceparent: 00-%016llx%016llx-%016llx-01", trace_high, trace_low,
           span);
}

void write_task(char* line) {
  const std::uint32_t task = current_task();
  const brood_program& program = *state().program;
  const char* name = task < program.task_count ? program.task_name(program.self, task) : "";
  snprintf(line, BROOD_TRACE_LENGTH, "X-Brood-Task: %.400s;user=%u", name, brood_agent_user());
}

}  // namespace

}  // namespace brood::agent

using namespace brood;
using namespace brood::agent;

extern "C" uint32_t brood_agent_trace_headers(char lines[2][BROOD_TRACE_LENGTH]) {
  if (!owns_slot()) return 0;
  const std::uint32_t wanted = state().layout.plan().trace;
  std::uint32_t count = 0;
  if ((wanted & channel::kTraceParent) != 0) write_parent(lines[count++]);
  if ((wanted & channel::kTraceTask) != 0) write_task(lines[count++]);
  return count;
}
