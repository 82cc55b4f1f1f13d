#include "runner/core/journal_stream.hpp"

#include "runner/core/damaged_record.hpp"
#include "runner/core/interval_reader.hpp"

namespace brood {

JournalStream::JournalStream(JournalLines& lines) : lines_(lines), thread_([this] { read_ahead(); }) {}

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
  if (!lines_.next(record.line)) {
    fault_ = lines_.fault();
    return false;
  }
  record.number = lines_.number();
  record.is_interval = reader.read(record.line, record.interval);
  return true;
} catch (const DamagedRecord&) {
  fault_ = damaged_line(lines_.number(), kNoRecord);
  return false;
}

}  // namespace brood
