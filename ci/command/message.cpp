#include "ci/command/message.hpp"

#include <unistd.h>

#include <iostream>
#include <sstream>
#include <string>

#include "ci/command/open_descriptor.hpp"

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

ExitCode print_answer(const std::function<void(std::ostream&)>& write) {
  std::ostringstream answer;
  write(answer);
  const std::error_code failure = write_to_descriptor(STDOUT_FILENO, answer.str());
  if (!failure || failure == std::errc::broken_pipe) return ExitCode::passed;
  return complain(std::cerr, Error{"cannot print the answer: " + failure.message()}, ExitCode::internal);
}

}  // namespace brood
