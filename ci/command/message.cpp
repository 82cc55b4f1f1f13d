#include "ci/command/message.hpp"

#include <sstream>
#include <string>

namespace brood {

ExitCode complain(std::ostream& out, const Error& error, ExitCode code) {
  constexpr int kMostLines = 12;
  constexpr std::size_t kLongestLine = 300;
  std::istringstream text("brood: " + error.message);
  std::string line;
  for (int i = 0; i < kMostLines && std::getline(text, line); ++i) {
    out << line.substr(0, kLongestLine) << (line.size() > kLongestLine ? "..." : "") << '\n';
  }
  return code;
}

}  // namespace brood
