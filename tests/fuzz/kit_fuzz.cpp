// What scenarios are compiled with.
#include "ci/command/scenario_kit.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) { parse_scenario_kit(std::string(text), "/nowhere"); }

}  // namespace brood
