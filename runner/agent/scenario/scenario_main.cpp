// The main of every native scenario.
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "brood/agent.h"
#include "brood/user.hpp"
#include "runner/agent/scenario/selection.hpp"
#include "runner/agent/scenario/worker.hpp"
#include "runner/agent/state.hpp"

BROOD_PROTOCOL_NOTE;

namespace {

using namespace brood::agent;

// The callbacks of brood_program.
Selection& selection(void* self) { return *static_cast<Selection*>(self); }

const char* task_name(void* self, std::uint32_t task) { return selection(self).task_name(task).c_str(); }
std::uint32_t task_group(void* self, std::uint32_t task) { return selection(self).task_group(task); }
const char* group_name(void* self, std::uint32_t group) { return selection(self).group_name(group).c_str(); }
std::uint32_t process_count(void*, std::uint32_t users) {
  return std::min(users, std::max(1u, std::thread::hardware_concurrency()));
}
std::uint32_t process_of(void*, std::uint32_t user, std::uint32_t processes) { return user % processes; }
void run_process(void* self, std::uint32_t process) {
  Worker(state().layout, process, selection(self).class_of()).run();
}

brood_program program_of(Selection& selected) {
  brood_program program{};
  program.self = &selected;
  program.task_count = selected.task_count();
  program.task_name = task_name;
  program.group_count = selected.group_count();
  program.task_group = task_group;
  program.group_name = group_name;
  program.process_count = process_count;
  program.process_of = process_of;
  program.run_process = run_process;
  return program;
}

}  // namespace

int main(int, char** argv) {
  if (brood_agent_attached() == 0) {
    std::fprintf(stderr, "This is a scenario of Brood. Run it with: brood run %s --host URL\n", argv[0]);
    return 2;
  }
  const char* filter = std::getenv("GTEST_FILTER");
  Selection selected(brood::user_classes(), filter == nullptr ? "*" : filter);
  if (const std::string problem = selected.problem(); !problem.empty()) {
    brood_agent_refuse(BROOD_REFUSE_USAGE, problem.c_str());
    return 2;
  }
  const brood_program program = program_of(selected);
  if (brood_agent_listed(&program) != 0) return 0;
  selected.share_out(state().user_count);
  brood_agent_serve(&program);
  return 0;
}
