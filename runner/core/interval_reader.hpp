// Reads the lines of a journal that are intervals. Nearly all of a journal is them, and a day's has some
// gigabytes, so they have a reader of their own.
#pragma once

#include <memory>
#include <string>

#include "runner/core/interval.hpp"

namespace brood {

class IntervalReader {
 public:
  IntervalReader();
  ~IntervalReader();

  // Overwrites `interval`, whose memory serves again: seconds of a run are alike. `line` is left as it is,
  // but may move. False, and `interval` as it was, if the line is a record of another kind. Throws
  // DamagedRecord if it is no JSON, or a member has the wrong type or an impossible value. Unknown members
  // are ignored.
  bool read(std::string& line, Interval& interval);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace brood
