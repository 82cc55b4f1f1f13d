#include "ci/command/load_options.hpp"

#include <cmath>

namespace brood {
namespace {

const RawOption* given(const RawOptions& options, std::string_view name) {
  const auto found = options.find(name);
  return found == options.end() || found->second.place == kDefaultPlace ? nullptr : &found->second;
}

// One user runs each task once; nothing else ends such a run.
void settle_once(Scenario& scenario) {
  scenario.users = 1;
  scenario.stages.reset();
  scenario.run_time.reset();
  scenario.iterations.reset();
}

// Whether the target has a shape of arrivals of its own is not known before it is ready.
void settle_closed(const RawOptions& options, Scenario& scenario) {
  for (const char* name : {"max-users", "arrivals"})
    if (const RawOption* option = given(options, name)) scenario.only_with_arrivals = option->place;
  if (!scenario.stages) {
    if (given(options, "max-users") != nullptr) scenario.max_users = scenario.users;
    return;
  }
  LoadShape& shape = scenario.stages->shape;
  if (given(options, "users") != nullptr) shape = shape.with_peak(scenario.users);
  scenario.users = static_cast<std::uint32_t>(std::ceil(shape.peak()));
}

// What PT_NUM_CLIENTS says everywhere else, the number of users, is a limit here.
void settle_open(const RawOptions& options, Scenario& scenario) {
  if (given(options, "max-users") == nullptr && given(options, "users") == nullptr) scenario.users = 0;
}

void settle_length(const RawOptions& options, Scenario& scenario) {
  LoadShape& shape = scenario.stages->shape;
  if (shape.length() == Nanos::zero()) return;
  if (given(options, "run-time") != nullptr && scenario.run_time)
    shape = shape.with_length(*scenario.run_time);
  scenario.run_time = shape.length();
}

}  // namespace

Status settle_load(const RawOptions& options, Scenario& scenario) {
  const RawOption* rate = given(options, "rate");
  const RawOption* stages = given(options, "stages");
  if (rate != nullptr && stages != nullptr)
    return Error{rate->place + " and " + stages->place +
                 " contradict each other; give rates as stages, as in --stages 1m:50/s,1m:100/s"};
  if (scenario.once) {
    settle_once(scenario);
    return Done{};
  }
  if (scenario.is_open()) settle_open(options, scenario);
  else settle_closed(options, scenario);
  if (scenario.stages) settle_length(options, scenario);
  return Done{};
}

}  // namespace brood
