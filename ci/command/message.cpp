#include "ci/command/message.hpp"

#include <unistd.h>

#include <iostream>
#include <sstream>

#include "ci/command/open_descriptor.hpp"
#include "ci/command/terminal.hpp"
#include "reporters/console_text.hpp"
#include "reporters/json_escapes.hpp"
#include "reporters/printable.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

ExitCode print(const std::string& text) {
  const std::error_code failure = write_to_descriptor(STDOUT_FILENO, text);
  if (!failure || failure == std::errc::broken_pipe) return ExitCode::passed;
  return complain(std::cerr, Error{"cannot print the answer: " + failure.message()}, ExitCode::internal);
}

}  // namespace

void say(std::ostream& out, const std::string& line) {
  out << console_text(one_line(line) + '\n') << std::flush;
}

ExitCode complain(std::ostream& out, const Error& error, ExitCode code) {
  constexpr int kMostLines = 12;
  constexpr std::size_t kLongestLine = 300;
  std::istringstream text(printable("brood: " + error.message));
  std::string line, shown;
  for (int i = 0; i < kMostLines && std::getline(text, line); ++i) {
    const std::string_view kept = utf8_prefix(line, kLongestLine);
    shown.append(kept) += kept.size() < line.size() ? "...\n" : "\n";
  }
  out << console_text(shown) << std::flush;
  return code;
}

ExitCode print_answer(const std::function<void(std::ostream&)>& write) {
  std::ostringstream answer;
  write(answer);
  return print(console_text(answer.view(), terminal_style().colour));
}

ExitCode print_json(const std::string& json) { return print(json_escapes(json)); }

void print_for_programs(const std::string& text) {
  static_cast<void>(write_to_descriptor(STDOUT_FILENO, text));
}

}  // namespace brood
