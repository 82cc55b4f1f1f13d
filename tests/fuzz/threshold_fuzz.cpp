// Thresholds, one by one and as a file of them.
#include "ci/command/thresholds.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/threshold_property.hpp"

namespace brood {

void fuzz(std::string_view text) {
  const std::string broken = broken_threshold_property(text);
  expect(broken.empty(), broken.c_str());
  Command command;
  const Status read = add_thresholds_of(std::string(text), "gate.txt", command);
  expect(read || read.error().message.find("gate.txt") != std::string::npos, "the file is not named");
}

}  // namespace brood
