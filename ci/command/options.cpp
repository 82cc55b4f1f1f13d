#include "ci/command/options.hpp"

#include <array>

#include "ci/command/command_line.hpp"
#include "ci/command/compiler.hpp"
#include "ci/command/config_file.hpp"
#include "ci/command/load_options.hpp"
#include "ci/command/pipeline_system.hpp"
#include "ci/command/report_format.hpp"
#include "ci/command/run_timeout.hpp"
#include "ci/command/thresholds.hpp"
#include "ci/command/values.hpp"
#include "ci/command/variables.hpp"
#include "reporters/compare/side_by_side.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

std::string last_part(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path.substr(path.rfind('/') + 1);
}

// A source file's name counts without its ending.
std::string name_of_target(const std::string& target) {
  const std::string file = last_part(target);
  return is_source(file) ? file.substr(0, file.rfind('.')) : file;
}

// Fills in what is not given; some defaults follow from what is.
void add_defaults(RawOptions& options, Verb verb, std::uint64_t fresh_seed) {
  const auto fill = [&](std::string_view name, const std::string& text) {
    options.try_emplace(std::string(name), RawOption{{text}, std::string(kDefaultPlace)});
  };
  const bool shaped = options.contains("stages") || options.contains("rate");
  for (const Option& option : option_table()) {
    if (!belongs_to(option, verb) || option.standard.empty()) continue;
    if (!shaped || option.name != "users") fill(option.name, std::string(option.standard));
  }
  if (verb != Verb::run && verb != Verb::duet) return;
  const auto once = options.find("once");
  const bool ends_by_itself = verb == Verb::duet || options.contains("num-request") ||
                              options.contains("stages") ||
                              (once != options.end() && once->second.values.back() == "true");
  if (!ends_by_itself) fill("run-time", "10m");
  if (options.contains("target")) fill("name", name_of_target(options["target"].values.back()));
  if (options.contains("name")) fill("out", "stress-results/" + options["name"].values.back());
  fill("seed", std::to_string(fresh_seed));
}

Error misused(const Option& option, const RawOption& given, std::size_t which, const Error& why) {
  if (option.kind == OptionKind::later) return Error{given.place + ' ' + why.message};
  const std::string& value = given.values[which];
  const std::string place =
      given.lines.empty() ? given.place : given.place + " line " + std::to_string(given.lines[which]);
  const bool shows_line = why.message.find('\n') != std::string::npos;
  const bool named = value.empty() || shows_line || why.message.find(in_quotes(value)) != std::string::npos;
  return Error{place + (named ? ": " : ' ' + in_quotes(value) + ": ") + why.message};
}

// Each value is looked at for each name, or for each other value.
constexpr std::size_t kMostValues = 10'000;

Status set_all(const RawOptions& options, Command& command) {
  for (const Option& option : option_table()) {
    const auto given = options.find(option.name);
    if (given == options.end()) continue;
    const std::vector<std::string>& values = given->second.values;
    if (values.size() > kMostValues && is_list(option))
      return Error{given->second.place + " has more than " + grouped(kMostValues) + " values"};
    const std::size_t first = is_list(option) || values.empty() ? 0 : values.size() - 1;
    for (std::size_t i = first; i < values.size(); ++i) {
      const Status status = option.apply(values[i], command);
      if (!status) return misused(option, given->second, i, status.error());
    }
  }
  return Done{};
}

constexpr std::array<const char*, 3> kPlaceholders = {"{url}", "{host}", "{port}"};

const char* placeholder_in(const std::string& text) {
  for (const char* placeholder : kPlaceholders)
    if (text.find(placeholder) != std::string::npos) return placeholder;
  return nullptr;
}

// Placeholders stand for parts of the address of the system under test, which must be known.
Status check_placeholders(const RawOptions& options, const Scenario& scenario) {
  const std::optional<SutPlan>& sut = scenario.sut;
  if (sut ? placeholder_in(sut->command) != nullptr || !sut->ready.empty() : !scenario.host.empty())
    return Done{};
  const std::string why = sut ? "nothing says where it listens; use {port} in --sut, or give --ready PORT"
                              : "there is none; give --sut CMD or --host URL";
  for (const char* name : {"args", "env"}) {
    const auto given = options.find(name);
    if (given == options.end()) continue;
    for (const std::string& value : given->second.values) {
      if (const char* placeholder = placeholder_in(value))
        return Error{given->second.place + ' ' + in_quotes(value) + ": " + placeholder +
                     " stands for the system under test, but " + why};
    }
  }
  return Done{};
}

Status check_duet(const DuetOptions& duet) {
  if (duet.before.empty())
    return Error{
        "which versions? Give --old CMD --new CMD, or rounds that were measured with --from-rounds FILE"};
  if (duet.after.empty() && !duet.calibrate)
    return Error{
        "--old is there, but --new CMD is missing; to compare the old version with itself, give --calibrate"};
  if (!duet.after.empty() && duet.calibrate)
    return Error{"--calibrate compares the old version with itself; leave out --new"};
  return Done{};
}

bool is_about_baselines(Verb verb) {
  return verb == Verb::baseline_add || verb == Verb::baseline_list || verb == Verb::baseline_show ||
         verb == Verb::baseline_prune;
}

Status check_baselines(const Command& command) {
  if (command.verb == Verb::baseline_add && command.result.empty())
    return Error{
        "which result? Give the output folder of a run or its journal.jsonl, and a folder of baselines"};
  if (command.baselines.empty())
    return Error{"which baselines? Give a folder of stored runs, as in 'brood baseline list DIR'"};
  if (command.verb == Verb::baseline_prune && command.keep == 0)
    return Error{"how many are to stay? Give --keep N; a run is compared with the last 20 of its kind"};
  return Done{};
}

// Options that would do nothing.
Status check_comparison(const RawOptions& options, const Command& command) {
  if (command.verb == Verb::duet || !command.baseline.places.empty()) return Done{};
  for (const char* name : {"alpha", "floor"}) {
    const auto given = options.find(name);
    if (given != options.end())
      return Error{given->second.place +
                   " is about a comparison, but there is none; give --baseline DIR too"};
  }
  return Done{};
}

Status check_formats_of_runs(const Command& command) {
  for (const ReportRequest& request : command.reports) {
    if (find_runs_format(request.format) != nullptr) continue;
    std::vector<std::string_view> names;
    for (const RunsFormat& format : runs_formats()) names.push_back(format.name);
    return Error{in_quotes(request.format) + " shows a single run; several are shown by " + one_of(names)};
  }
  return Done{};
}

Status check_results(const RawOptions& options, const Command& command) {
  if (command.list_formats) return Done{};
  const bool trend = !command.trend.empty();
  if (trend && !command.results.empty())
    return Error{"--trend shows all results below its folder; leave out " +
                 in_quotes(command.results.front())};
  if (const auto last = options.find("last"); !trend && last != options.end())
    return Error{last->second.place + " is about a trend, but there is none; give --trend DIR too"};
  if (!trend && command.results.empty())
    return Error{
        "which result? Give the output folder of a run or its journal.jsonl; several to see them side by "
        "side; or "
        "--trend DIR"};
  if (command.results.size() > kMostSideBySide)
    return Error{std::to_string(command.results.size()) +
                 " runs are too many to tell apart side by side; give up to " +
                 std::to_string(kMostSideBySide) + ", or a folder with --trend DIR"};
  return trend || command.results.size() > 1 ? check_formats_of_runs(command) : Done{};
}

Status check_names(const RawOptions& options, const Command& command) {
  if (command.verb == Verb::report) return check_results(options, command);
  if (is_about_baselines(command.verb)) return check_baselines(command);
  if (command.verb == Verb::duet) {
    if (!command.duet.rounds_file.empty()) return Done{};
    if (Status status = check_duet(command.duet); !status) return status;
  }
  if (command.verb == Verb::publish) {
    if (!command.publish.system.empty()) return Done{};
    return Error{"for which system? Give " + list_of_pipeline_systems() + ", as in 'brood publish gitlab'"};
  }
  const bool of_result = command.verb == Verb::check;
  if (of_result && command.result.empty())
    return Error{"which result? Give the output folder of a run or its journal.jsonl"};
  if (!of_result && command.scenario.target.empty())
    return Error{"which target? Give the program that holds the tests, as in 'brood run build/shop_tests'"};
  const std::string& name = command.scenario.name;
  const bool names_folder =
      !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
  if ((command.verb == Verb::run || command.verb == Verb::duet) && !names_folder)
    return Error{"--name: " + in_quotes(name) + " cannot be the name of a folder; give a word without '/'"};
  return Done{};
}

Expected<RawOptions> read_config_of(const CommandLine& line, const Surroundings& surroundings) {
  const auto config = line.options.find("config");
  if (config == line.options.end()) return RawOptions{};
  const std::string& path = config->second.values.back();
  const Expected<std::string> text = surroundings.read_file(path);
  if (!text) return Error{"--config: " + text.error().message};
  return read_config(*text, last_part(path), line.verb);
}

Status read_threshold_files(const RawOptions& options, const Surroundings& surroundings, Command& command) {
  const auto given = options.find("threshold-file");
  if (given == options.end()) return Done{};
  for (const std::string& path : given->second.values) {
    const Expected<std::string> text = surroundings.read_file(path);
    if (!text) return Error{given->second.place + ": " + text.error().message};
    const Status status = add_thresholds_of(*text, path, command);
    if (!status) return Error{given->second.place + ": " + status.error().message};
    command.threshold_files.push_back(path);
  }
  return Done{};
}

// Of both versions the old one stands for the system under test until they are started.
void settle_duet(Command& command) {
  if (!command.scenario.sut) command.scenario.sut.emplace();
  command.scenario.sut->command = command.duet.before;
  command.scenario.sut->ready_timeout = command.scenario.ready_timeout;
  command.scenario.permits_failures = true;
  if (command.duet.calibrate) {
    command.duet.after = command.duet.before;
    command.duet.gate.looks = {command.duet.gate.looks.back()};
  }
}

bool has_target_variable(const Surroundings& surroundings) {
  return read_variables(surroundings.variables, Verb::run).contains("target");
}

}  // namespace

RawOptions merge(RawOptions line, RawOptions variables, RawOptions config) {
  if (config.contains("target")) variables.erase("target");
  line.merge(variables);
  line.merge(config);
  return line;
}

Expected<Command> read_options(const Surroundings& surroundings) {
  Expected<CommandLine> line =
      read_command_line(surroundings.arguments, has_target_variable(surroundings), surroundings.version);
  if (!line) return line.error();
  Command command;
  command.verb = line->verb;
  command.answer = line->answer;
  if (command.answer) return command;

  const Expected<RawOptions> config = read_config_of(*line, surroundings);
  if (!config) return config.error();
  RawOptions options = merge(line->options, read_variables(surroundings.variables, line->verb), *config);
  add_defaults(options, command.verb, surroundings.fresh_seed);
  for (const Status& status :
       {set_all(options, command), read_threshold_files(options, surroundings, command),
        check_names(options, command), check_comparison(options, command)}) {
    if (!status) return status.error();
  }
  if (command.verb == Verb::duet) settle_duet(command);
  if (command.verb == Verb::run || (command.verb == Verb::duet && command.duet.rounds_file.empty())) {
    for (const Status& status :
         {check_placeholders(options, command.scenario), settle_load(options, command.scenario)}) {
      if (!status) return status.error();
    }
  }
  if (command.list_formats) command.answer = list_of_formats();
  if (command.print_config) command.answer = write_config(options);
  if (command.print_timeout)
    command.answer = std::to_string(command.verb == Verb::duet ? duet_timeout_s(command)
                                                               : run_timeout_s(command.scenario)) +
                     '\n';
  return command;
}

}  // namespace brood
