#include "ci/command/message.hpp"

#include <cerrno>
#include <cstring>
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

ExitCode printed(std::ostream& out, std::ostream& errors) {
  errno = 0;
  if (out.flush()) return ExitCode::passed;
  return complain(errors, Error{std::string("cannot print the answer: ") + std::strerror(errno)},
                  ExitCode::internal);
}

}  // namespace brood
