#include "reporters/formats/csv_line.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "reporters/characters.hpp"
#include "reporters/printable.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

bool begins_formula(std::string_view character) {
  constexpr std::string_view kSigns[] = {
      "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  return std::find(std::begin(kSigns), std::end(kSigns), character) != std::end(kSigns);
}

bool may_end_cell(std::string_view character) {
  return character.size() == 1 &&
         std::string_view(",;|\t\n\"'").find(character.front()) != std::string_view::npos;
}

// At the very beginning these, too, make some programs read a formula.
bool begins_cell_badly(const std::string& text) {
  return !text.empty() && std::string_view("\t\n").find(text.front()) != std::string_view::npos;
}

std::string defused(std::string_view text) {
  std::string out;
  bool at_beginning = true;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, std::max<std::size_t>(utf8_length(text), 1));
    if (at_beginning && begins_formula(character)) out += '\'';
    out += character;
    at_beginning = may_end_cell(character) || (at_beginning && is_white_space(code_point(character)));
    text.remove_prefix(character.size());
  }
  return begins_cell_badly(out) ? '\'' + out : out;
}

void write_cell(const std::string& cell, std::ostream& out) {
  if (cell.find_first_of(",;\"\t\r\n") == std::string::npos) {
    out << cell;
    return;
  }
  out << '"';
  for (const char c : cell) out << (c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1));
  out << '"';
}

}  // namespace

CsvCell::CsvCell(const std::string& text) : text_(defused(printable(text))) {}

CsvCell CsvCell::figure(std::string number) {
  CsvCell cell;
  cell.text_ = std::move(number);
  return cell;
}

void write_csv_line(const std::vector<CsvCell>& cells, std::ostream& out) {
  const char* separator = "";
  for (const CsvCell& cell : cells) {
    out << separator;
    write_cell(cell.text(), out);
    separator = ",";
  }
  out << "\r\n";
}

}  // namespace brood
