// What ctest says of its tests: its list, and its report behind a byte of value 0.
#include <algorithm>

#include "ci/command/ctest_report.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  const std::size_t end = std::min(text.find('\0'), text.size());
  unpassed_tests(std::string(text.substr(0, end)), std::string(text.substr(std::min(end + 1, text.size()))));
}

}  // namespace brood
