// A byte ring with one producer and one consumer in different processes, either of which may die at any
// instruction. A record becomes visible as a whole or not at all. Compiled into targets.
#pragma once

#include <cstring>

#include "runner/channel/futex.hpp"
#include "runner/channel/layout.hpp"
#include "runner/channel/records.hpp"

namespace brood::channel {

constexpr std::uint32_t padded(std::uint32_t size) { return (size + 7u) & ~7u; }

struct Piece {
  const void* data;
  std::uint32_t size;
};

// The producer's side. Not thread-safe: the caller serialises.
class RingWriter {
 public:
  RingWriter() = default;
  RingWriter(Slot* slot, RingBytes bytes)
      : slot_(slot), bytes_(bytes), head_(slot->head.load(std::memory_order_relaxed)) {}

  // False, and nothing is written, if there is no room now. Precondition: the record is at most a quarter of
  // the ring.
  bool try_push(RecordType type, std::initializer_list<Piece> pieces);

  // At least half of the ring is waiting to be read.
  bool half_full() {
    return head_ - tail_ > bytes_.size / 2 &&
           head_ - (tail_ = slot_->tail.load(std::memory_order_acquire)) > bytes_.size / 2;
  }
  // Sleeps until brood has made room, or `deadline`.
  void wait_for_room(std::uint64_t deadline);

 private:
  bool reserve(std::uint32_t size);
  void put(std::uint64_t at, const void* data, std::uint32_t size) {
    std::memcpy(bytes_.data + (at & (bytes_.size - 1)), data, size);
  }

  Slot* slot_ = nullptr;
  RingBytes bytes_;
  std::uint64_t head_ = 0;
  std::uint64_t tail_ = 0;  // as last seen
};

inline bool RingWriter::reserve(std::uint32_t size) {
  if (head_ + size - tail_ <= bytes_.size) return true;
  tail_ = slot_->tail.load(std::memory_order_acquire);
  return head_ + size - tail_ <= bytes_.size;
}

inline bool RingWriter::try_push(RecordType type, std::initializer_list<Piece> pieces) {
  RecordHeader header{sizeof(RecordHeader), type, 0};
  for (const Piece& piece : pieces) header.size += piece.size;
  const std::uint32_t size = padded(header.size);
  const std::uint32_t to_end = bytes_.size - static_cast<std::uint32_t>(head_ & (bytes_.size - 1));
  const std::uint32_t pad = to_end < size ? to_end : 0;
  if (!reserve(pad + size)) return false;
  if (pad != 0) {
    const RecordHeader filler{pad, kPad, 0};
    put(head_, &filler, sizeof filler);
  }
  std::uint64_t at = head_ + pad;
  put(at, &header, sizeof header);
  at += sizeof header;
  for (const Piece& piece : pieces) {
    if (piece.size == 0) continue;  // its data may be null
    put(at, piece.data, piece.size);
    at += piece.size;
  }
  head_ += pad + size;
  slot_->head.store(head_, std::memory_order_release);
  return true;
}

inline void RingWriter::wait_for_room(std::uint64_t deadline) {
  const std::uint32_t seen = slot_->room.load(std::memory_order_acquire);
  slot_->starving.store(1, std::memory_order_seq_cst);
  // Look once more: brood may have made room before it could see that we starve.
  if (slot_->tail.load(std::memory_order_seq_cst) == tail_) futex_wait(slot_->room, seen, deadline);
}

// The consumer's side. It trusts nothing it reads: the producer is a program under test.
class RingReader {
 public:
  RingReader() = default;
  RingReader(Slot* slot, RingBytes bytes) : slot_(slot), bytes_(bytes) {}

  enum class State { fine, corrupt };

  // Hands every visible record to `visit(RecordType, const char* payload, std::uint32_t size)`, then makes
  // their room free again. The payload is valid during the call and may change under the reader's eyes: copy
  // before checking. A corrupt ring stays corrupt until reset().
  template <class Visit>
  State drain(Visit&& visit);

  bool has_data() const { return slot_->head.load(std::memory_order_relaxed) != tail_; }

  // For a slot that gets a new process. Precondition: no process uses it.
  void reset() {
    tail_ = 0;
    state_ = State::fine;
    slot_->head.store(0, std::memory_order_relaxed);
    slot_->tail.store(0, std::memory_order_relaxed);
    slot_->starving.store(0, std::memory_order_relaxed);
  }

 private:
  void release();

  Slot* slot_ = nullptr;
  RingBytes bytes_;
  std::uint64_t tail_ = 0;
  State state_ = State::fine;
};

template <class Visit>
RingReader::State RingReader::drain(Visit&& visit) {
  const std::uint64_t head = slot_->head.load(std::memory_order_acquire);
  if (head == tail_ || state_ == State::corrupt) return state_;
  if (head < tail_ || head - tail_ > bytes_.size || head % 8 != 0) return state_ = State::corrupt;
  while (tail_ != head) {
    const std::uint64_t left = head - tail_;
    const std::uint64_t to_end = bytes_.size - (tail_ & (bytes_.size - 1));
    RecordHeader header;
    std::memcpy(&header, bytes_.data + (tail_ & (bytes_.size - 1)), sizeof header);
    if (header.size < sizeof header || header.size > bytes_.size) return state_ = State::corrupt;
    const std::uint32_t size = padded(header.size);
    if (size > left || size > to_end) return state_ = State::corrupt;
    if (header.type != kPad) {
      visit(static_cast<RecordType>(header.type), bytes_.data + (tail_ & (bytes_.size - 1)) + sizeof header,
            header.size - static_cast<std::uint32_t>(sizeof header));
    }
    tail_ += size;
  }
  release();
  return state_;
}

inline void RingReader::release() {
  slot_->tail.store(tail_, std::memory_order_seq_cst);
  if (slot_->starving.load(std::memory_order_seq_cst) == 0) return;
  slot_->starving.store(0, std::memory_order_relaxed);
  slot_->room.fetch_add(1, std::memory_order_release);
  futex_wake(slot_->room);
}

}  // namespace brood::channel
