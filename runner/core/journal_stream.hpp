// The records of a journal after its header, read ahead by a thread of its own: what was read is folded while
// the next is being read.
#pragma once

#include <array>
#include <condition_variable>
#include <istream>
#include <mutex>
#include <string>
#include <thread>

#include "runner/core/interval.hpp"

namespace brood {

class IntervalReader;

struct JournalRecord {
  std::string line;
  bool is_interval = false;
  Interval interval;  // if it is one
};

class JournalStream {
 public:
  // Nobody else may use `in` as long as the stream lives, which may read more than it was asked for.
  explicit JournalStream(std::istream& in);
  ~JournalStream();
  JournalStream(const JournalStream&) = delete;
  JournalStream& operator=(const JournalStream&) = delete;

  // Null at the end, or at the first line that is cut or damaged. A record is valid until the next call.
  const JournalRecord* next();

 private:
  void read_ahead();
  bool read_one(IntervalReader& reader, JournalRecord& record);

  std::istream& in_;
  std::array<JournalRecord, 32> records_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t read_ = 0;   // records so far
  std::size_t given_ = 0;  // and calls of next()
  bool over_ = false;      // nothing more will be read
  bool unwanted_ = false;
  std::thread thread_;
};

// The next whole line. False at the end, or if the line is cut or too long to be one of ours.
bool next_line(std::istream& in, std::string& line);

}  // namespace brood
