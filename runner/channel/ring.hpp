// A byte ring with one producer and one consumer in different processes, either of which may die at any
// instruction. A record becomes visible as a whole or not at all, and one that was written over is found.
// Compiled into targets.
#pragma once

#include <cstddef>
#include <cstring>

#include "runner/channel/check_word.hpp"
#include "runner/channel/futex.hpp"
#include "runner/channel/layout.hpp"
#include "runner/channel/records.hpp"

namespace brood::channel {

constexpr std::uint32_t padded(std::uint32_t size) { return (size + 15u) & ~15u; }

// What its check word is made with: bytes that another process of the slot left behind are no record.
constexpr std::uint64_t check_seed(std::uint32_t generation) { return (std::uint64_t{generation} + 1) << 32; }

struct Piece {
  const void* data;
  std::uint32_t size;
};

// The producer's side. Not thread-safe: the caller serialises.
class RingWriter {
 public:
  RingWriter() = default;
  // For the present process of the slot, before it wrote anything.
  RingWriter(Slot* slot, const SlotOrders* orders, RingBytes bytes)
      : slot_(slot), orders_(orders), bytes_(bytes), seed_(check_seed(orders->generation.load())) {}

  // False, and nothing is written, if there is no room now. Precondition: the record, with its header, has at
  // most kMaxRecord bytes.
  bool try_push(RecordType type, std::initializer_list<Piece> pieces);

  // At least half of the ring is waiting to be read.
  bool half_full() {
    return head_ - tail_ > bytes_.size / 2 &&
           head_ - (tail_ = orders_->tail.load(std::memory_order_acquire)) > bytes_.size / 2;
  }
  // Sleeps until brood has made room, or `deadline`.
  void wait_for_room(std::uint64_t deadline);

 private:
  bool reserve(std::uint32_t size);
  char* place(std::uint64_t at) const { return bytes_.data + (at & (bytes_.size - 1)); }
  // Writes the header in front of what stands behind it already, `checked` bytes in all.
  void seal(char* record, RecordHeader header, std::uint32_t checked);

  Slot* slot_ = nullptr;
  const SlotOrders* orders_ = nullptr;
  RingBytes bytes_;
  std::uint64_t seed_ = 0;
  std::uint64_t head_ = 0;
  std::uint64_t tail_ = 0;  // as last seen
  std::uint32_t sequence_ = 0;
};

inline bool RingWriter::reserve(std::uint32_t size) {
  if (head_ + size - tail_ <= bytes_.size) return true;
  tail_ = orders_->tail.load(std::memory_order_acquire);
  return head_ + size - tail_ <= bytes_.size;
}

inline void RingWriter::seal(char* record, RecordHeader header, std::uint32_t checked) {
  header.sequence = sequence_++;
  std::memcpy(record, &header, sizeof header);
  header.check = check_word(record, checked, seed_);
  std::memcpy(record, &header, sizeof header);
}

inline bool RingWriter::try_push(RecordType type, std::initializer_list<Piece> pieces) {
  RecordHeader header{sizeof(RecordHeader), type, 0, 0, 0};
  for (const Piece& piece : pieces) header.size += piece.size;
  const std::uint32_t size = padded(header.size);
  const std::uint32_t to_end = bytes_.size - static_cast<std::uint32_t>(head_ & (bytes_.size - 1));
  const std::uint32_t pad = to_end < size ? to_end : 0;
  if (!reserve(pad + size)) return false;
  if (pad != 0) seal(place(head_), {pad, kPad, 0, 0, 0}, sizeof(RecordHeader));
  char* const record = place(head_ + pad);
  char* at = record + sizeof header;
  for (const Piece& piece : pieces) {
    if (piece.size == 0) continue;  // its data may be null
    std::memcpy(at, piece.data, piece.size);
    at += piece.size;
  }
  std::memset(at, 0, size - header.size);
  seal(record, header, size);
  head_ += pad + size;
  slot_->head.store(head_, std::memory_order_release);
  return true;
}

inline void RingWriter::wait_for_room(std::uint64_t deadline) {
  const std::uint32_t seen = orders_->room.load(std::memory_order_acquire);
  slot_->starving.store(1, std::memory_order_seq_cst);
  // Look once more: brood may have made room before it could see that we starve.
  if (orders_->tail.load(std::memory_order_seq_cst) == tail_) futex_wait(orders_->room, seen, deadline);
}

// The consumer's side. It trusts nothing it reads: any process of the target may have written over it.
class RingReader {
 public:
  RingReader() = default;
  RingReader(Slot* slot, SlotOrders* orders, RingBytes bytes) : slot_(slot), orders_(orders), bytes_(bytes) {}

  // Hands every visible record to `visit(RecordType, const char* payload, std::uint32_t size)`, then makes
  // their room free again. The payload is a copy that stays as it is during the call. False if something was
  // written over, see fault(); it stays so until reset().
  template <class Visit>
  bool drain(Visit&& visit);

  // What was found to be wrong, for a person; null if nothing was.
  const char* fault() const { return fault_; }
  bool has_data() const { return slot_->head.load(std::memory_order_relaxed) != tail_; }

  // For a slot that gets a new process, whose generation is to be set before it writes. Precondition: no
  // process uses it.
  void reset() {
    tail_ = 0;
    sequence_ = 0;
    fault_ = nullptr;
    slot_->head.store(0, std::memory_order_relaxed);
    slot_->starving.store(0, std::memory_order_relaxed);
    orders_->tail.store(0, std::memory_order_relaxed);
  }

 private:
  // Copies the record at the tail, if it is a whole one within the next `left` bytes, to `record`, which has
  // room for kMaxRecord. Answers what is wrong with it, or null.
  const char* take(std::uint64_t left, char* record, RecordHeader& header);
  void release();

  Slot* slot_ = nullptr;
  SlotOrders* orders_ = nullptr;
  RingBytes bytes_;
  std::uint64_t tail_ = 0;
  std::uint32_t sequence_ = 0;
  const char* fault_ = nullptr;
};

inline const char* RingReader::take(std::uint64_t left, char* record, RecordHeader& header) {
  const std::uint64_t offset = tail_ & (bytes_.size - 1);
  const std::uint64_t to_end = bytes_.size - offset;
  std::memcpy(&header, bytes_.data + offset, sizeof header);
  const bool is_pad = header.type == kPad;
  const std::uint32_t most = is_pad ? bytes_.size : kMaxRecord;
  if (header.size < sizeof header || header.size > most) return "the length of a record is impossible";
  const std::uint32_t size = padded(header.size);
  if (size > left || size > to_end) return "a record is longer than what was written";
  const std::uint32_t checked = is_pad ? static_cast<std::uint32_t>(sizeof header) : size;
  std::memcpy(record, bytes_.data + offset, checked);
  std::memcpy(&header, record, sizeof header);  // it may have changed meanwhile
  const std::uint32_t check = header.check;
  std::memset(record + offsetof(RecordHeader, check), 0, sizeof check);
  if (check_word(record, checked, check_seed(orders_->generation.load(std::memory_order_relaxed))) != check ||
      padded(header.size) != size)
    return "a record was changed";
  return header.sequence == sequence_++ ? nullptr : "records are missing";
}

template <class Visit>
bool RingReader::drain(Visit&& visit) {
  const std::uint64_t head = slot_->head.load(std::memory_order_acquire);
  if (head == tail_ || fault_ != nullptr) return fault_ == nullptr;
  if (head < tail_ || head - tail_ > bytes_.size || head % 16 != 0) {
    fault_ = "its write position is impossible";
    return false;
  }
  alignas(16) char record[kMaxRecord];
  while (tail_ != head) {
    RecordHeader header;
    if ((fault_ = take(head - tail_, record, header)) != nullptr) return false;
    if (header.type != kPad)
      visit(static_cast<RecordType>(header.type), record + sizeof header,
            header.size - static_cast<std::uint32_t>(sizeof header));
    tail_ += padded(header.size);
  }
  release();
  return true;
}

inline void RingReader::release() {
  orders_->tail.store(tail_, std::memory_order_seq_cst);
  if (slot_->starving.load(std::memory_order_seq_cst) == 0) return;
  slot_->starving.store(0, std::memory_order_relaxed);
  orders_->room.fetch_add(1, std::memory_order_release);
  futex_wake(orders_->room);
}

}  // namespace brood::channel
