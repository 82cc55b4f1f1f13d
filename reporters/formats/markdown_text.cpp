#include "reporters/formats/markdown_text.hpp"

#include <algorithm>
#include <string_view>

#include "reporters/console_text.hpp"
#include "reporters/formats/markdown_signs.hpp"
#include "reporters/printable.hpp"

namespace brood {
namespace {

constexpr std::size_t kLeftOutNote = 60;

std::string line_of(const TableRow& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += ' ' + cell + " |";
  return line + '\n';
}

// The longest run of a sign.
std::size_t longest_run(std::string_view text, char sign) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == sign ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string entity(char c) { return "&#" + std::to_string(static_cast<unsigned char>(c)) + ';'; }

std::string escaped_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_markdown_sign(c)) out += entity(c);
    else out += c;
  }
  return out;
}

// One span of code, by the fence that the text cannot close; a blank on both sides belongs to the fence.
std::string code_span(std::string_view text) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return std::string(text);
  const std::string fence(longest_run(text, '`') + 1, '`');
  const bool padded = text.front() == '`' || text.back() == '`' || text.front() == ' ' || text.back() == ' ';
  const char* pad = padded ? " " : "";
  return fence + pad + std::string(text) + pad + fence;
}

// A bar would end the cell of a table, within code too, so it stands between spans.
std::string code_text(std::string_view text) {
  std::string out;
  for (std::size_t bar = text.find('|'); bar != std::string_view::npos; bar = text.find('|')) {
    out += code_span(text.substr(0, bar)) + entity('|');
    text.remove_prefix(bar + 1);
  }
  return out + code_span(text);
}

}  // namespace

std::string markdown_text(const std::string& text, std::size_t bytes) {
  const std::string line = shorten(console_text(one_line(text)), bytes);
  return may_refer(line) ? code_text(line) : escaped_text(line);
}

std::string markdown_block(const std::string& text, std::size_t bytes) {
  const std::string body = shorten(console_text(text), bytes);
  const std::size_t longest = std::max<std::size_t>(longest_run(body, '`'), 2);
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
