#include "runner/core/journal_lines.hpp"

namespace brood {
namespace {

// Ours are shorter by far, so no file makes us take all memory for a line.
constexpr std::size_t kMaxLine = 64u << 20;

std::string line_text(std::size_t number) { return "line " + std::to_string(number); }

}  // namespace

JournalFault damaged_line(std::size_t number, const std::string& what) {
  return {EndedBy::damaged, line_text(number) + " of the journal " + what};
}

bool JournalLines::next(std::string& line) { return read(line) && (!has_begun_ || check(line)); }

bool JournalLines::begin(std::string_view first, bool are_sealed) {
  has_begun_ = true;
  are_sealed_ = are_sealed;
  return check(first);
}

bool JournalLines::read(std::string& line) {
  line.clear();
  if (rest_.empty() && !fill()) return false;
  ++number_;
  while (true) {
    const std::size_t end = rest_.find('\n');
    line.append(rest_.substr(0, end));
    if (line.size() > kMaxLine) break;
    if (end != std::string_view::npos) {
      rest_.remove_prefix(end + 1);
      return true;
    }
    if (!fill()) {
      fault_ = {EndedBy::unknown, "the journal stops in the middle of " + line_text(number_)};
      return false;
    }
  }
  fault_ = damaged_line(number_, "is longer than any that a run writes");
  return false;
}

bool JournalLines::fill() {
  in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  rest_ = {buffer_.data(), static_cast<std::size_t>(in_.gcount())};
  return !rest_.empty();
}

bool JournalLines::check(std::string_view line) {
  if (are_sealed_ ? sum_.follows(line) : !JournalSum::is_sealed(line)) return true;
  std::string what;
  if (!are_sealed_) what = "has a checksum, which lines of version 1 have not: it was changed";
  else if (!JournalSum::is_sealed(line)) what = unsealed(line);
  else if (number_ == 1) what = "was changed";
  else
    what = "does not follow from " + line_text(number_ - 1) +
           ": it was changed, or lines are missing, repeated or swapped";
  fault_ = damaged_line(number_, what);
  return false;
}

std::string JournalLines::unsealed(std::string_view line) const {
  if (line.empty()) return "is empty";
  if (line.starts_with(R"({"broken":)")) return kBroken;
  if (line.ends_with('\r')) return "ends in CR LF, so a tool changed all line ends";
  return "has no checksum at its end: it was changed, or is of another journal";
}

}  // namespace brood
