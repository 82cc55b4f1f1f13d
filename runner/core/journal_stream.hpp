// The records of a journal after its header, read ahead by a thread of its own: what was read is folded while
// the next is being read.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "runner/core/interval.hpp"
#include "runner/core/journal_lines.hpp"

namespace brood {

class IntervalReader;

struct JournalRecord {
  std::size_t number = 0;  // of its line
  std::string line;
  bool is_interval = false;
  Interval interval;  // if it is one
};

class JournalStream {
 public:
  // Nobody else may use `lines` as long as the stream lives.
  explicit JournalStream(JournalLines& lines);
  ~JournalStream();
  JournalStream(const JournalStream&) = delete;
  JournalStream& operator=(const JournalStream&) = delete;

  // Null at the end, or at the first line that is cut or damaged; then fault() says why. A record is valid
  // until the next call.
  const JournalRecord* next();
  // Without a reason if there is none. Only after next() answered null.
  const JournalFault& fault() const { return fault_; }

 private:
  void read_ahead();
  bool read_one(IntervalReader& reader, JournalRecord& record);

  JournalLines& lines_;
  JournalFault fault_;
  std::vector<JournalRecord> records_ =
      std::vector<JournalRecord>(32);  // not on the stack: that may be small
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t read_ = 0;   // records so far
  std::size_t given_ = 0;  // and calls of next()
  bool over_ = false;      // nothing more will be read
  bool unwanted_ = false;
  std::thread thread_;
};

}  // namespace brood
