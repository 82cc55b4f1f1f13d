// A slot and its ring in memory that forked children share.
#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "runner/channel/ring.hpp"

namespace brood::channel {

inline constexpr Counts kOne{1, 1};
inline constexpr std::uint32_t kRingBytes = ring_bytes(1);

class RingMemory {
 public:
  RingMemory()
      : base_(mmap(nullptr, total_bytes(kOne), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)),
        layout_(base_, kOne) {}
  ~RingMemory() { munmap(base_, total_bytes(kOne)); }
  // Memory of its own with the same content.
  RingMemory(const RingMemory& other) : RingMemory() { std::memcpy(base_, other.base_, total_bytes(kOne)); }
  RingMemory& operator=(const RingMemory&) = delete;

  Slot& slot() { return layout_.slot(0); }
  char* bytes() { return layout_.ring(0).data; }
  RingWriter writer() { return {&slot(), layout_.ring(0)}; }
  RingReader reader() { return {&slot(), layout_.ring(0)}; }

 private:
  void* base_;
  Layout layout_;
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
