#include "reporters/formats/markdown_text.hpp"

#include <algorithm>
#include <string_view>

#include "reporters/printable.hpp"

namespace brood {
namespace {

constexpr std::size_t kLeftOutNote = 60;

std::string line_of(const TableRow& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += ' ' + cell + " |";
  return line + '\n';
}

// A colon begins a link only before slashes, and stays readable elsewhere.
bool needs_escape(const std::string& text, std::size_t i) {
  constexpr std::string_view kMarkup = "&<>\"|`*_[]\\~@#!$^{}";
  return kMarkup.find(text[i]) != std::string_view::npos || text.compare(i, 3, "://") == 0 ||
         text.compare(i, 4, "www.") == 0;
}

}  // namespace

std::string markdown_text(const std::string& text, std::size_t bytes) {
  const std::string line = shorten(one_line(text), bytes);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (needs_escape(line, i)) out += "&#" + std::to_string(static_cast<unsigned char>(line[i])) + ';';
    else out += line[i];
  }
  return out;
}

std::string markdown_block(const std::string& text, std::size_t bytes) {
  const std::string body = shorten(printable(text), bytes);
  std::size_t longest = 2, run = 0;
  for (const char c : body) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + "text\n" + body + (body.ends_with('\n') ? "" : "\n") + fence + '\n';
}

void append_markdown_table(std::string& text, const std::vector<TableRow>& rows, std::size_t limit,
                           std::string_view rest) {
  text += line_of(rows.front()) + "| :--- |";
  for (std::size_t i = 1; i < rows.front().size(); ++i) text += " ---: |";
  text += '\n';
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string line = line_of(rows[i]);
    if (text.size() + line.size() + kLeftOutNote > limit) {
      text += "\nand " + std::to_string(rows.size() - i) + " more: see ";
      text.append(rest) += '\n';
      return;
    }
    text += line;
  }
}

}  // namespace brood
