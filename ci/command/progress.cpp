#include "ci/command/progress.hpp"

namespace brood {

void Progress::show(const Result& so_far) {
  const std::string line = progress_line(so_far, style_);
  if (style_.rewrite) {
    constexpr std::string_view kClearToEnd = "\033[K";
    out_ << '\r' << line << kClearToEnd << std::flush;
    line_open_ = true;
    return;
  }
  if (so_far.series.empty() || so_far.series.back().end < next_) return;
  while (next_ <= so_far.series.back().end) next_ += kEvery;
  out_ << line << std::endl;
}

void Progress::finish() {
  if (line_open_) out_ << '\n';
  line_open_ = false;
}

}  // namespace brood
