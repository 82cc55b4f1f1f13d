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
  // Makes the memory for all users of the scenario and writes its header. An error when there is not enough
  // memory.
  static Expected<SharedMemory> create(const Scenario& scenario);
  SharedMemory(SharedMemory&& other) noexcept;
  SharedMemory& operator=(SharedMemory&&) = delete;
  ~SharedMemory();

  const channel::Layout& layout() const { return layout_; }
  int fd() const { return file_.get(); }

 private:
  SharedMemory(Descriptor file, void* base, std::uint32_t slots)
      : file_(std::move(file)), base_(base), layout_(base, slots) {}

  Descriptor file_;
  void* base_;
  channel::Layout layout_;
};

}  // namespace brood
