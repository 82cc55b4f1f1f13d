// The lines of a journal, numbered from 1, each held against the one before.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "runner/core/journal_sum.hpp"
#include "runner/core/verdict.hpp"

namespace brood {

// Why a journal is not whole.
struct JournalFault {
  EndedBy ended_by = EndedBy::damaged;  // or `unknown`: it stops before its end, as that of a killed run does
  std::string reason;                   // for a person, with the number of a line
};

// `what` is the rest of a sentence that begins with the line.
JournalFault damaged_line(std::size_t number, const std::string& what);
inline constexpr char kNoRecord[] = "is no record that a run could have written";
inline constexpr char kBroken[] = "says that the journal was changed while its run went on";

class JournalLines {
 public:
  // Nobody else may use `in` as long as this lives, which reads more than it was asked for.
  explicit JournalLines(std::istream& in) : in_(in), buffer_(kBufferSize) {}

  // The next line without its end. False at the end of the journal, or at a line that is not whole or does
  // not follow the one before; then fault() says why, and nothing more is to be asked for.
  bool next(std::string& line);

  // Of the line that was given last, or that is at fault.
  std::size_t number() const { return number_; }
  // Without a reason if there is none.
  const JournalFault& fault() const { return fault_; }

  // `first` is the line that was given first. Whether it has the sum that it must have, or none where there
  // are none; the same goes for all lines after it.
  bool begin(std::string_view first, bool are_sealed);

 private:
  static constexpr std::size_t kBufferSize = 1u << 16;

  bool read(std::string& line);
  bool fill();
  bool check(std::string_view line);
  std::string unsealed(std::string_view line) const;

  std::istream& in_;
  std::vector<char> buffer_;
  std::string_view rest_;  // of the buffer
  std::size_t number_ = 0;
  bool has_begun_ = false;
  bool are_sealed_ = false;
  JournalSum sum_;
  JournalFault fault_;
};

}  // namespace brood
