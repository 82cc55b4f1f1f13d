// The two memories that brood shares with the target's processes, see runner/channel/layout.hpp.
#pragma once

#include "runner/channel/layout.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/scenario.hpp"
#include "runner/swarm/descriptor.hpp"
#include "runner/swarm/user_placement.hpp"

namespace brood {

// Memory of a fixed size with a descriptor to hand over, mapped here for writing. Nobody who gets the
// descriptor can change its size: whoever shortened it would have brood killed by SIGBUS.
class SealedMemory {
 public:
  enum class Others : std::uint8_t { may_write, only_read };

  // The error is the system call that failed, and why.
  static Expected<SealedMemory> create(const char* name, std::uint64_t bytes, Others others);
  SealedMemory(SealedMemory&& other) noexcept;
  SealedMemory& operator=(SealedMemory&&) = delete;
  ~SealedMemory();

  void* base() const { return base_; }
  int fd() const { return file_.get(); }

 private:
  SealedMemory(Descriptor file, void* base, std::uint64_t bytes)
      : file_(std::move(file)), base_(base), bytes_(bytes) {}

  Descriptor file_;
  void* base_;
  std::uint64_t bytes_;
};

class SharedMemory {
 public:
  // Makes both and writes the plan. An error when there is not enough memory.
  static Expected<SharedMemory> create(const Scenario& scenario, channel::Counts counts,
                                       const UserPlacement& placement, bool drives_users);

  const channel::OwnLayout& layout() const { return layout_; }
  int plan_fd() const { return plan_.fd(); }
  int claims_fd() const { return claims_.fd(); }

 private:
  SharedMemory(SealedMemory plan, SealedMemory claims, channel::Counts counts)
      : plan_(std::move(plan)), claims_(std::move(claims)), layout_(plan_.base(), claims_.base(), counts) {}

  SealedMemory plan_;
  SealedMemory claims_;
  channel::OwnLayout layout_;
};

}  // namespace brood
