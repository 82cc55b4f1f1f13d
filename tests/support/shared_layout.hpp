// Memory as brood shares it with a target.
#pragma once

#include <sys/mman.h>

#include "runner/channel/layout.hpp"

namespace brood {

class SharedLayout {
 public:
  explicit SharedLayout(channel::Counts counts)
      : counts_(counts),
        memory_(mmap(nullptr, channel::total_bytes(counts), PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0)),
        layout_(memory_, counts) {
    layout_.header().arrival_capacity = counts.arrivals;
  }
  ~SharedLayout() { munmap(memory_, channel::total_bytes(counts_)); }
  SharedLayout(const SharedLayout&) = delete;
  SharedLayout& operator=(const SharedLayout&) = delete;

  const channel::Layout& operator*() const { return layout_; }

 private:
  channel::Counts counts_;
  void* memory_;
  channel::Layout layout_;
};

}  // namespace brood
