#include "runner/swarm/target_process.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "brood/agent.h"

namespace brood {

namespace {

constexpr int kSocketNumber = 3;
constexpr std::size_t kTailLines = 20;
constexpr std::size_t kTailBytes = 4000;

// gtest's variables would make the target do something else than what the scenario says: write the caller's
// XML file, run a shard, repeat.
bool is_gtests_own(std::string_view variable) {
  constexpr std::array<std::string_view, 6> kNames{
      "XML_OUTPUT_FILE=",  "TEST_PREMATURE_EXIT_FILE=", "TEST_TOTAL_SHARDS=",
      "TEST_SHARD_INDEX=", "TEST_SHARD_STATUS_FILE=",   "BROOD_AGENT_"};
  const auto begins = [&](std::string_view name) { return variable.starts_with(name); };
  if (std::any_of(kNames.begin(), kNames.end(), begins)) return true;
  return begins("GTEST_") && !begins("GTEST_CATCH_EXCEPTIONS=");
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

void set_variable(std::vector<std::string>& environment, const std::string& name, const std::string& value) {
  std::erase_if(environment, [&](const std::string& entry) { return entry.starts_with(name + '='); });
  environment.push_back(name + '=' + value);
}

}  // namespace

Program target_program(const Scenario& scenario, const std::optional<Address>& address) {
  const auto filled = [&](const std::string& text) {
    return address ? fill_in_address(text, *address) : text;
  };
  Program program;
  program.path = program_of(scenario);
  program.working_directory = scenario.working_directory;
  program.arguments.push_back(program.path);
  for (const std::string& argument : scenario.arguments) program.arguments.push_back(filled(argument));
  program.environment = current_environment();
  std::erase_if(program.environment, is_gtests_own);
  set_variable(program.environment, "GTEST_FILTER", scenario.filter);
  if (!scenario.host.empty()) set_variable(program.environment, "BROOD_HOST", scenario.host);
  set_variable(program.environment, "BROOD_TAGS", joined(scenario.tags));
  set_variable(program.environment, "BROOD_EXCLUDE_TAGS", joined(scenario.exclude_tags));
  if (scenario.sut && address) set_variable(program.environment, "BROOD_SUT_URL", address->url);
  for (const auto& [name, value] : scenario.environment)
    set_variable(program.environment, name, filled(value));
  set_variable(program.environment, channel::kSocketVariable, std::to_string(kSocketNumber));
  return program;
}

Expected<TargetProcess> TargetProcess::start(Keeper& keeper, const Scenario& scenario,
                                             const std::optional<Address>& address,
                                             const std::string& log_path) {
  Expected<ProgramLog> log = ProgramLog::hold(log_path);
  if (!log) return log.error();
  Expected<TargetLink::Ends> ends = TargetLink::create();
  if (!ends) return ends.error();
  Program program = target_program(scenario, address);
  program.output = log->writer();
  program.passed.push_back({ends->target.get(), kSocketNumber});
  const Expected<ProgramId> id = keeper.start_program(program);
  if (!id) return id.error();
  log->close_writer();
  TargetProcess target(scenario.target, std::move(ends->brood), *std::move(log));
  target.id_ = *id;
  target.parameter_ = scenario.only_with_param;
  return target;
}

// False if it makes no sense.
bool TargetProcess::add_shape(const TargetMessage& message) {
  std::vector<brood::Stage> stages;
  if (shape) stages = shape->shape.stages();
  for (const channel::ShapeStage& stage : message.stages) {
    const bool sound = stage.length >= 0 && stage.length <= 1e9 && stage.level >= 0 && stage.level <= 1e6;
    if (!sound) return false;
    stages.push_back({Nanos(std::llround(stage.length * 1e9)), stage.level});
  }
  shape = Stages{LoadShape(std::move(stages)), message.value != 0};
  return true;
}

bool TargetProcess::shake_hands(const TargetMessage& message, const channel::Welcome& offer) {
  const auto append = [](auto& to, const auto& more) { to.insert(to.end(), more.begin(), more.end()); };
  switch (message.type) {
    case channel::kHello:
      if (message.value == BROOD_PROTOCOL) {
        link_.welcome(offer, parameter_);
      }
      return true;
    case channel::kTaskNames:
      append(tasks, message.names);
      return true;
    case channel::kGroupNames:
      append(groups, message.names);
      return true;
    case channel::kSlots:
      slots = message.value;
      users = message.users;
      return true;
    case channel::kPlacement:
      append(placement, message.placement);
      return true;
    case channel::kPlaced:
      drives_users = message.value != 0;
      placed = true;
      return true;
    case channel::kShape:
      return add_shape(message);
    case channel::kNote:
      notes.push_back(message.text);
      return true;
    case channel::kListed:
      stage_ = Stage::listed;
      return true;
    case channel::kReady:
      stage_ = Stage::ready;
      threads = message.value;
      return true;
    case channel::kRefused:
      stage_ = Stage::refused;
      refusal_ = message.value;
      text_ = message.text;
      return true;
    default:
      return false;
  }
}

void TargetProcess::observe(const KeeperEvent& event) {
  if (event.kind == KeeperEvent::Kind::started) return;
  running_ = false;
  status_ = event.status;
  if (stage_ == Stage::refused || stage_ == Stage::listed) return;
  switch (event.kind) {
    case KeeperEvent::Kind::start_failed:
      text_ = event.error;
      break;
    case KeeperEvent::Kind::keeper_lost:
      text_ = "brood's keeper was killed";
      break;
    default:
      text_ = "the target " + path_ + " " + describe_status(event.status);
      break;
  }
  stage_ = Stage::ended;
}

std::string TargetProcess::reason() const {
  if (stage_ == Stage::refused) return text_;
  const std::string tail = log_.tail(kTailLines, kTailBytes);
  return tail.empty() ? text_ : text_ + "; its last output (" + log_.path() + "):\n" + tail;
}

}  // namespace brood
