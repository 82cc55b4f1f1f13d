// A slot and its ring in memory that forked children share.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runner/channel/ring.hpp"
#include "tests/support/shared_layout.hpp"

namespace brood::channel {

inline constexpr Counts kOne{1, 1};
inline constexpr std::uint32_t kRingBytes = ring_bytes(1);

class RingMemory {
 public:
  Slot& slot() { return shared_->slot(0); }
  SlotOrders& orders() { return shared_->orders(0); }
  char* bytes() { return shared_->ring(0).data; }
  RingWriter writer() { return {&slot(), &orders(), shared_->ring(0)}; }
  RingReader reader() { return {&slot(), &orders(), shared_->ring(0)}; }

 private:
  SharedLayout shared_{kOne};
};

inline bool push_text(RingWriter& writer, const std::string& text) {
  return writer.try_push(kFailure, {{text.data(), static_cast<std::uint32_t>(text.size())}});
}

inline std::vector<std::string> read_texts(RingReader& reader) {
  std::vector<std::string> texts;
  reader.drain(
      [&](RecordType, const char* payload, std::uint32_t size) { texts.emplace_back(payload, size); });
  return texts;
}

}  // namespace brood::channel
