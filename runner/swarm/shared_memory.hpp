// brood's side of the memory that it shares with the target's processes.
#pragma once

#include <string>

#include "runner/channel/layout.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/scenario.hpp"
#include "runner/swarm/descriptor.hpp"

namespace brood {

class SharedMemory {
 public:
  // Makes the memory and writes its header. An error when there is not enough memory.
  static Expected<SharedMemory> create(const Scenario& scenario, channel::Counts counts);
  SharedMemory(SharedMemory&& other) noexcept;
  SharedMemory& operator=(SharedMemory&&) = delete;
  ~SharedMemory();

  const channel::Layout& layout() const { return layout_; }
  int fd() const { return file_.get(); }

 private:
  SharedMemory(Descriptor file, void* base, channel::Counts counts)
      : file_(std::move(file)), base_(base), layout_(base, counts) {}

  Descriptor file_;
  void* base_;
  channel::Layout layout_;
};

}  // namespace brood
