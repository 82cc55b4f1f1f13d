// What the source of a scenario is compiled and linked with: Brood's headers and libraries, as a build tree
// or an installation has them. CMake writes it to a file (ci/cmake/BroodScenarioKit.cmake).
#pragma once

#include <string>
#include <vector>

#include "runner/core/expected.hpp"

namespace brood {

struct ScenarioKit {
  std::string headers;            // the folder that has the folder brood/
  std::vector<std::string> link;  // libraries by their path, and options, in the order of linking
};

// `text` is the file's, `folder` where it is: relative paths in it start there, so that an installation can
// be moved. A library outside of Brood that is not where it was is looked for by its name (-lNAME).
Expected<ScenarioKit> parse_scenario_kit(const std::string& text, const std::string& folder);

// That of the brood which is running.
Expected<ScenarioKit> find_scenario_kit();

// A text that is different when any header or library of it is.
std::string identity_of(const ScenarioKit& kit);

}  // namespace brood
