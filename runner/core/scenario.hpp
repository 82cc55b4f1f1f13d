// What one stress run does. A plain value: made from command line, environment and config file by the
// command, obeyed by the swarm, recorded with every result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runner/core/load_shape.hpp"
#include "runner/core/units.hpp"

namespace brood {

// Pause between a user's iterations.
struct Wait {
  enum class Kind : std::uint8_t { none, between, pacing };
  Kind kind = Kind::none;
  Nanos min{};  // between: drawn evenly from [min, max]; pacing: from one start to the next
  Nanos max{};
  bool operator==(const Wait&) const = default;
};

// "none", "2s", "500ms..2s", "pacing:1s".
Expected<Wait> parse_wait(std::string_view text);
std::string format_wait(const Wait& wait);

// Statuses that make a request fail, as ranges with both ends included: "500-599,404", or "none".
struct StatusSet {
  std::vector<std::pair<int, int>> ranges;
  bool contains(int status) const;
  bool operator==(const StatusSet&) const = default;
};
Expected<StatusSet> parse_status_set(std::string_view text);
std::string format_status_set(const StatusSet& set);

enum class SuiteSetup : std::uint8_t { user, run };

struct SutPlan {
  std::string command;  // run by the shell; {port} is a free port
  std::string ready;    // path asked for until it answers below 400, or a port; empty: the port accepts
  Nanos ready_timeout{std::chrono::seconds{30}};
  std::uint16_t port = 0;  // that {port} stands for; 0: a free one. Not recorded
  bool operator==(const SutPlan&) const = default;
};

struct Scenario {
  std::string name;     // of the result folder and the JUnit suite
  std::string target;   // path of the program, or of the source that it is compiled from
  std::string program;  // path of what is started; empty: `target`. Not recorded: it can be made again
  std::vector<std::string> arguments;
  std::vector<std::pair<std::string, std::string>> environment;
  std::string working_directory;  // empty: the current one
  std::string host;               // base URL of scenarios; empty: the SUT's

  std::uint32_t users = 2;  // in an open model the most at once; 0 there: what suits the kind of target
  double spawn_rate = 1;    // users a second
  // Users over time, or an open model: arrivals that come whether or not those before them have ended.
  std::optional<Stages> stages;
  Arrivals arrivals = Arrivals::constant;
  std::uint32_t max_users = 0;     // where the target itself says that there are arrivals; 0: its default
  bool own_shape = true;           // a shape that the target brings counts; not recorded
  std::string only_with_arrivals;  // the option that makes no sense without any; not recorded
  std::optional<Nanos> run_time;
  std::optional<std::uint64_t> iterations;  // shared by all users
  bool once = false;
  Wait wait;
  std::uint64_t seed = 0;

  std::string filter = "*";
  std::string only_with_param;
  std::vector<std::string> tags;          // of scenarios: only tasks with one of these
  std::vector<std::string> exclude_tags;  // and none of these
  SuiteSetup suite_setup = SuiteSetup::user;
  Nanos task_timeout{std::chrono::seconds{60}};
  Nanos stop_timeout{std::chrono::seconds{10}};
  Nanos ready_timeout{std::chrono::seconds{30}};

  std::optional<SutPlan> sut;
  std::optional<StatusSet> fail_status;  // absent: the target kind's own default
  std::vector<std::string> name_rules;   // see NameRules
  std::vector<std::string> trace_headers;
  std::vector<std::string> thresholds;
  bool permits_failures =
      false;  // that tasks failed does not fail the run by itself: a duet judges it otherwise
  bool allows_skipped = false;  // that every iteration skipped itself does not fail the run by itself
  bool strict = false;

  bool is_open() const { return stages && stages->open; }
  bool operator==(const Scenario&) const = default;
};

// An error if the scenario has no arrivals but an option that makes sense only with some.
Status check_arrivals(const Scenario& scenario);

inline const std::string& program_of(const Scenario& scenario) {
  return scenario.program.empty() ? scenario.target : scenario.program;
}

}  // namespace brood
