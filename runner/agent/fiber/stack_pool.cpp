#include "runner/agent/fiber/stack_pool.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <new>

namespace brood::agent {

std::size_t StackPool::guard_size() {
  static const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return page;
}

StackPool::StackPool(std::size_t size) : size_((size + guard_size() - 1) / guard_size() * guard_size()) {}

StackPool::~StackPool() {
  for (const Stack& stack : all_) munmap(stack.bottom - guard_size(), stack.size + guard_size());
}

Stack StackPool::take() {
  if (!free_.empty()) {
    const Stack stack = free_.back();
    free_.pop_back();
    return stack;
  }
  all_.reserve(all_.size() + 1);
  free_.reserve(all_.size() + 1);  // giving back never allocates
  const std::size_t whole = size_ + guard_size();
  void* memory = mmap(nullptr, whole, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  if (mprotect(memory, guard_size(), PROT_NONE) != 0) {
    munmap(memory, whole);
    throw std::bad_alloc();
  }
  all_.push_back({static_cast<char*>(memory) + guard_size(), size_});
  return all_.back();
}

void StackPool::give_back(Stack stack) { free_.push_back(stack); }

}  // namespace brood::agent
