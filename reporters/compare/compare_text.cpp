#include "reporters/compare/compare_text.hpp"

#include "reporters/compare/compare_table.hpp"
#include "reporters/formats/markdown.hpp"
#include "reporters/formats/markdown_text.hpp"
#include "reporters/printable.hpp"

namespace brood {
namespace {

constexpr std::size_t kMaxRows = 120;
constexpr std::size_t kMaxNote = 500;
constexpr std::size_t kEndOfNotes = 5'000;
constexpr std::size_t kEndOfRuns = 15'000;
constexpr std::size_t kEndOfDifferences = 20'000;
constexpr std::size_t kEndOfRequests = 40'000;
constexpr const char* kRest = "--report json:FILE";

void append_table(std::string& text, std::vector<TableRow> table, std::size_t limit) {
  if (table.size() == 1) return;
  for (TableRow& row : table)
    for (std::string& cell : row) cell = markdown_text(cell, kMaxNote);
  text += '\n';
  append_markdown_table(text, table, limit, kRest);
}

}  // namespace

// Without counts, so that names have room.
void write_compare_text(std::span<const Result> runs, const ConsoleStyle& style, std::ostream& out) {
  const SideBySide compared = side_by_side(runs);
  for (const std::string& note : notes_of(compared)) out << shorten(one_line(note), kMaxNote) << '\n';
  out << '\n';
  write_table(runs_table(compared), style.width, out);
  for (std::vector<TableRow> table : {differences_table(compared), figures_table(compared, true, false),
                                      figures_table(compared, false, false)}) {
    if (table.size() == 1) continue;
    const std::size_t left_out = table.size() > kMaxRows ? table.size() - kMaxRows : 0;
    table.resize(table.size() - left_out);
    out << '\n';
    write_table(table, style.width, out);
    if (left_out > 0) out << "and " << left_out << " more lines: give " << kRest << '\n';
  }
}

void write_compare_markdown(std::span<const Result> runs, std::ostream& out) {
  const SideBySide compared = side_by_side(runs);
  std::string text = "## Runs side by side\n";
  text += '\n';
  for (const std::string& note : notes_of(compared)) {
    const std::string line = "- " + markdown_text(note, kMaxNote) + '\n';
    if (text.size() + line.size() <= kEndOfNotes) text += line;
  }
  append_table(text, runs_table(compared), kEndOfRuns);
  append_table(text, differences_table(compared), kEndOfDifferences);
  append_table(text, figures_table(compared, false, true), kEndOfRequests);
  append_table(text, figures_table(compared, true, true), kMaxMarkdown - kMaxNote);
  out << text;
}

}  // namespace brood
