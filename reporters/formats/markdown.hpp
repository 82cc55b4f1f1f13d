// Markdown for comments on merge requests and step summaries: the verdict first, then what has failed and the
// comparison, all else folded. At most 60,000 bytes, whatever the run; what does not fit is counted.
//
// Texts of the program under test stay texts: no markup, link or mention comes of them.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {

void write_markdown(const Result& result, std::ostream& out);

inline constexpr std::size_t kMaxMarkdown = 60'000;

}  // namespace brood
