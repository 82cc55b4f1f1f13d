// Pieces of markdown that may hold any text.
#pragma once

#include <string>
#include <string_view>

#include "reporters/table.hpp"

namespace brood {

// The text on one line, at most `bytes` of it before escaping, with everything escaped that markdown, GitHub
// or GitLab might take for more than text. Fits a cell of a table.
std::string markdown_text(const std::string& text, std::size_t bytes);

// The text as it stands, in a fence that it cannot close.
std::string markdown_block(const std::string& text, std::size_t bytes);

// Headings, then as many rows as end before `limit` bytes of all `text`; tells how many were left out, and
// that `rest` has them. The first column is aligned left, others right. Cells are markdown already.
void append_markdown_table(std::string& text, const std::vector<TableRow>& rows, std::size_t limit,
                           std::string_view rest = "stats.json");

}  // namespace brood
