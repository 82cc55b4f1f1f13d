// The main of every native scenario.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <thread>
#include <vector>

#include "brood/agent.h"
#include "brood/user.hpp"
#include "runner/agent/scenario/selection.hpp"
#include "runner/agent/scenario/shape.hpp"
#include "runner/agent/scenario/worker.hpp"
#include "runner/agent/state.hpp"

BROOD_PROTOCOL_NOTE;
BROOD_OWN_USERS_NOTE;

namespace {

using namespace brood::agent;
namespace channel = brood::channel;

// The callbacks of brood_program.
Selection& selection(void* self) { return *static_cast<Selection*>(self); }

const char* task_name(void* self, std::uint32_t task) { return selection(self).task_name(task).c_str(); }
std::uint32_t task_group(void* self, std::uint32_t task) { return selection(self).task_group(task); }
const char* group_name(void* self, std::uint32_t group) { return selection(self).group_name(group).c_str(); }
std::uint32_t process_count(void* self, std::uint32_t) {
  return selection(self).place(std::max(1u, std::thread::hardware_concurrency()));
}
std::uint32_t process_of(void* self, std::uint32_t user, std::uint32_t) {
  return selection(self).process_of(user);
}
std::uint32_t run_process(void* self, std::uint32_t process) {
  Worker worker(state().layout, process, selection(self).class_of());
  worker.run();
  return worker.left();
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

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<std::string> words(const char* name) {
  std::istringstream text(variable(name));
  std::vector<std::string> all;
  for (std::string word; text >> word;) all.push_back(word);
  return all;
}

Wanted wanted() {
  const std::string filter = variable("GTEST_FILTER");
  return {filter.empty() ? "*" : filter, words("BROOD_TAGS"), words("BROOD_EXCLUDE_TAGS")};
}

// Tells brood the scenario's own shape, if it has one that counts. Returns what is wrong with it.
std::string offer_shape() {
  if (own_shape() == nullptr || !state().own_shape) return {};
  const SampledShape shape = sample(*own_shape(), static_cast<double>(state().run_time) / 1e9);
  if (!shape.problem.empty()) return shape.problem;
  constexpr std::size_t kMost =
      (channel::kMaxPacket - sizeof(channel::MessageHeader)) / sizeof(channel::ShapeStage);
  for (std::size_t i = 0; i < shape.stages.size(); i += kMost) {
    const std::size_t count = std::min(kMost, shape.stages.size() - i);
    send_message(channel::kShape, shape.open ? 1 : 0, &shape.stages[i],
                 static_cast<std::uint32_t>(count * sizeof(channel::ShapeStage)));
  }
  state().open = shape.open;
  const std::uint32_t most = state().max_users != 0 ? state().max_users : channel::kMostNativeUsers;
  state().user_count = shape.open ? most : static_cast<std::uint32_t>(std::ceil(shape.peak));
  return {};
}

int refuse(const std::string& problem) {
  brood_agent_refuse(BROOD_REFUSE_USAGE, problem.c_str());
  return 2;
}

}  // namespace

int main(int, char** argv) {
  if (brood_agent_attached() == 0) {
    std::fprintf(stderr, "This is a scenario of Brood. Run it with: brood run %s --host URL\n", argv[0]);
    return 2;
  }
  Selection selected(user_classes(), wanted());
  if (!selected.problem().empty()) return refuse(selected.problem());
  const brood_program program = program_of(selected);
  if (brood_agent_listed(&program) != 0) return 0;
  if (const std::string problem = offer_shape(); !problem.empty()) return refuse(problem);
  if (state().once) selected.one_of_each();
  else selected.share_out(state().user_count);
  state().user_count = static_cast<std::uint32_t>(selected.class_of().size());
  brood_agent_serve(&program);
  return 0;
}
