// A config file; what is printed of it means the same.
#include "ci/command/options.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  Surroundings around;
  around.arguments = {"run", "--config", "shop.json", "--print-config"};
  around.read_file = [&](const std::string& path) -> Expected<std::string> {
    if (path == "shop.json") return std::string(text);
    return Error{"cannot read '" + path + "'"};
  };
  const Expected<Command> command = read_options(around);
  if (!command || !command->answer) return;
  const std::string printed = *command->answer;
  around.read_file = [&](const std::string&) -> Expected<std::string> { return printed; };
  const Expected<Command> again = read_options(around);
  expect(again && again->answer == printed, "the printed config is not read as itself");
}

}  // namespace brood
