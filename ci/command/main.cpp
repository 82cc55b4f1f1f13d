#include <signal.h>
#include <unistd.h>

#include <exception>
#include <iostream>
#include <random>

#include "ci/command/guarded_stream.hpp"
#include "ci/command/message.hpp"
#include "ci/command/options.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "runner/core/read_whole_file.hpp"

namespace {

using namespace brood;

Expected<std::string> read_config_file(const std::string& path) {
  return read_whole_file(path, most_bytes::kConfig);
}

Surroundings surroundings(int argc, char** argv) {
  Surroundings around;
  around.arguments.assign(argv + (argc > 0 ? 1 : 0), argv + argc);
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text(*entry);
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos)
      around.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  around.read_file = read_config_file;
  around.fresh_seed = std::random_device{}();
  around.version = BROOD_VERSION;
  return around;
}

ExitCode act(const Surroundings& around) {
  const Expected<Command> command = read_options(around);
  if (!command) return complain(std::cerr, command.error(), ExitCode::usage);
  if (command->answer && command->print_config) return print_json(*command->answer);
  if (command->answer) return print_answer([&](std::ostream& out) { out << *command->answer; });
  switch (command->verb) {
    case Verb::run:
      return run(*command, around.variables);
    case Verb::list:
      return list(*command, around.variables);
    case Verb::report:
      return report(*command);
    case Verb::check:
      return check(*command);
    case Verb::publish:
      return publish(*command, around.variables);
    case Verb::duet:
      return command->duet.rounds_file.empty() ? live_duet(*command, around.variables)
                                               : duet_of_rounds(*command);
    case Verb::baseline_add:
      return baseline_add(*command);
    case Verb::baseline_list:
      return baseline_list(*command);
    case Verb::baseline_show:
      return baseline_show(*command);
    case Verb::baseline_prune:
      return baseline_prune(*command);
  }
  return ExitCode::internal;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that left, or a full quota, is an error of one write and no reason to lose the run.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  const GuardedStream answers(std::cout, terminal_style().rewrite), messages(std::cerr, false);
  try {
    return static_cast<int>(act(surroundings(argc, argv)));
  } catch (const std::exception& failure) {
    return static_cast<int>(
        complain(std::cerr, Error{"internal error: " + std::string(failure.what())}, ExitCode::internal));
  }
}
