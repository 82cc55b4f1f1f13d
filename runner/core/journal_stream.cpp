#include "runner/core/journal_stream.hpp"

#include "runner/core/damaged_record.hpp"
#include "runner/core/interval_reader.hpp"

namespace brood {
namespace {

constexpr std::size_t kFirstRoom = 16u << 10;
constexpr std::size_t kMaxLine = 64u << 20;

}  // namespace

// Reads into the line's own memory, which grows by what is there: a file without an end of a line would take
// all memory.
bool next_line(std::istream& in, std::string& line) {
  std::size_t used = 0;
  for (line.resize(kFirstRoom); line.size() <= kMaxLine; line.resize(2 * line.size())) {
    in.getline(line.data() + used, static_cast<std::streamsize>(line.size() - used));
    used += static_cast<std::size_t>(in.gcount());
    if (in.eof() || in.bad()) return false;
    if (!in.fail()) {
      line.resize(used - 1);
      return true;
    }
    in.clear();
  }
  return false;
}

JournalStream::JournalStream(std::istream& in) : in_(in), thread_([this] { read_ahead(); }) {}

JournalStream::~JournalStream() {
  {
    const std::lock_guard lock(mutex_);
    unwanted_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

const JournalRecord* JournalStream::next() {
  std::unique_lock lock(mutex_);
  ++given_;  // so the one before is free
  // The reader is woken for many at once, or both would spend their time waking each other.
  if (read_ < given_ + records_.size() / 2) changed_.notify_all();
  changed_.wait(lock, [this] { return read_ >= given_ || over_; });
  return read_ >= given_ ? &records_[(given_ - 1) % records_.size()] : nullptr;
}

void JournalStream::read_ahead() {
  IntervalReader reader;
  std::unique_lock lock(mutex_);
  while (true) {
    // The record that was given last is still looked at.
    changed_.wait(lock, [this] { return unwanted_ || read_ + 1 < given_ + records_.size(); });
    if (unwanted_) return;
    lock.unlock();
    const bool is_whole = read_one(reader, records_[read_ % records_.size()]);
    lock.lock();
    over_ = !is_whole;
    if (is_whole) ++read_;
    changed_.notify_all();
    if (over_) return;
  }
}

bool JournalStream::read_one(IntervalReader& reader, JournalRecord& record) try {
  if (!next_line(in_, record.line)) return false;
  record.is_interval = reader.read(record.line, record.interval);
  return true;
} catch (const DamagedRecord&) {
  return false;
}

}  // namespace brood
