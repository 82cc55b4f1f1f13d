// What scenarios are compiled with.
#include "ci/command/scenario_kit.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  expect(!parse_scenario_kit(std::string(text), "/nowhere"), "there are no headers there");
}

}  // namespace brood
