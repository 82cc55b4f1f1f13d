// The memories that brood shares with a target, to be played with by both sides.
#pragma once

#include <sys/mman.h>

#include <cstring>

#include "runner/channel/layout.hpp"

namespace brood {

class SharedLayout {
 public:
  explicit SharedLayout(channel::Counts counts)
      : counts_(counts),
        plan_(map(channel::plan_bytes(counts))),
        claims_(map(channel::claims_bytes(counts))),
        layout_(plan_, claims_, counts) {
    layout_.plan().arrival_capacity = counts.arrivals;
  }
  ~SharedLayout() {
    munmap(plan_, channel::plan_bytes(counts_));
    munmap(claims_, channel::claims_bytes(counts_));
  }
  // Memories of its own with the same content.
  SharedLayout(const SharedLayout& other) : SharedLayout(other.counts_) {
    std::memcpy(plan_, other.plan_, channel::plan_bytes(counts_));
    std::memcpy(claims_, other.claims_, channel::claims_bytes(counts_));
  }
  SharedLayout& operator=(const SharedLayout&) = delete;

  const channel::OwnLayout& operator*() const { return layout_; }
  const channel::OwnLayout* operator->() const { return &layout_; }

 private:
  static void* map(std::uint64_t bytes) {
    return mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  }

  channel::Counts counts_;
  void* plan_;
  void* claims_;
  channel::OwnLayout layout_;
};

}  // namespace brood
