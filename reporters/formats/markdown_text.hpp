// Pieces of markdown that may hold any text. A job may print the file, so nothing in them is a command
// either.
#pragma once

#include <string>
#include <string_view>

#include "reporters/table.hpp"

namespace brood {

// The text on one line, at most `bytes` of it before escaping, of which markdown, GitHub and GitLab make
// nothing but text. Fits a cell of a table. What they would look for links, mentions and references in after
// the markdown was read, when escapes are gone, is a span of code, where they do not look.
std::string markdown_text(const std::string& text, std::size_t bytes);

// The text as console_text() has it, in a fence that it cannot close.
std::string markdown_block(const std::string& text, std::size_t bytes);

// Headings, then as many rows as end before `limit` bytes of all `text`; tells how many were left out, and
// that `rest` has them. The first column is aligned left, others right. Cells are markdown already.
void append_markdown_table(std::string& text, const std::vector<TableRow>& rows, std::size_t limit,
                           std::string_view rest = "stats.json");

}  // namespace brood
