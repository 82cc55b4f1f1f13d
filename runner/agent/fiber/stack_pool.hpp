// Memory for the stacks of fibers. Below each stack lies a page that may not be touched, so that an overflow
// is a fault and not damage to a neighbour.
#pragma once

#include <cstddef>
#include <vector>

namespace brood::agent {

struct Stack {
  char* bottom = nullptr;  // lowest usable byte; the guard ends here
  std::size_t size = 0;
  char* top() const { return bottom + size; }
};

class StackPool {
 public:
  // `size` is rounded up to whole pages. Pages are taken from the machine when first touched.
  explicit StackPool(std::size_t size);
  ~StackPool();
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;

  // A stack that was given back before, or a new one. Throws std::bad_alloc when the machine has no more:
  // about 32,000 to a process with the usual vm.max_map_count.
  Stack take();
  void give_back(Stack stack);

  static std::size_t guard_size();

 private:
  std::size_t size_;
  std::vector<Stack> all_;
  std::vector<Stack> free_;
};

}  // namespace brood::agent
