// What the readers of a job's log take for commands, by their own rules and not by Brood's code.
#pragma once

#include <regex>
#include <string>
#include <vector>

namespace brood::test {

// Lines as GitHub's runner sees them: .NET ends one at each \r, \n or both.
inline std::vector<std::string> log_lines(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\r' || c == '\n') lines.emplace_back();
    else lines.back() += c;
  }
  return lines;
}

// .NET's TrimStart, and what ICU does not count when it compares.
inline std::string trimmed_start(std::string line) {
  static const std::vector<std::string> kTrimmed = {" ",
                                                    "\t",
                                                    "\v",
                                                    "\f",
                                                    "\xC2\x85",
                                                    "\xC2\xA0",
                                                    "\xE1\x9A\x80",
                                                    "\xE2\x80\x80",
                                                    "\xE2\x80\x81",
                                                    "\xE2\x80\x82",
                                                    "\xE2\x80\x83",
                                                    "\xE2\x80\x84",
                                                    "\xE2\x80\x85",
                                                    "\xE2\x80\x86",
                                                    "\xE2\x80\x87",
                                                    "\xE2\x80\x88",
                                                    "\xE2\x80\x89",
                                                    "\xE2\x80\x8A",
                                                    "\xE2\x80\xA8",
                                                    "\xE2\x80\xA9",
                                                    "\xE2\x80\xAF",
                                                    "\xE2\x81\x9F",
                                                    "\xE3\x80\x80",
                                                    "\xEF\xBB\xBF",
                                                    "\xE2\x80\x8B",
                                                    "\xE2\x80\x8C",
                                                    "\xE2\x80\x8D",
                                                    "\xC2\xAD"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string& space : kTrimmed)
      if (line.starts_with(space)) {
        line.erase(0, space.size());
        again = true;
      }
  }
  return line;
}

// The first thing in `text` that somebody would take for a command, or empty.
inline std::string command_in(const std::string& text) {
  static const std::regex kAnywhere(R"(##\[|##vso\[|##teamcity\[|<(CTest|Dart)[A-Z])", std::regex::icase);
  for (const std::string& line : log_lines(text)) {
    if (trimmed_start(line).starts_with("::")) return line;
    if (std::regex_search(line, kAnywhere)) return line;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto byte = static_cast<unsigned char>(line[i]);
      const bool c1 = byte == 0xC2 && i + 1 < line.size() && static_cast<unsigned char>(line[i + 1]) < 0xA0;
      if ((byte < 0x20 && byte != '\t') || byte == 0x7F || c1) return line;
    }
  }
  // NOLINTNEXTLINE(misc-misleading-bidirectional): that is what is looked for
  static const std::vector<std::string> kUnseen = {"\xE2\x80\xAE", "\xE2\x81\xA7",    "\xE2\x80\x8B",
                                                   "\xE2\x81\xA0", "\xE2\x80\xA8",    "\xEF\xBB\xBF",
                                                   "\xC2\xAD",     "\xF3\xA0\x81\xA1"};
  for (const std::string& unseen : kUnseen)
    if (text.find(unseen) != std::string::npos) return text;
  return {};
}

}  // namespace brood::test
