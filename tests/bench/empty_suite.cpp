// An empty test, in a suite of as many tests as BENCH_TESTS says. With BENCH_COUNTER, the name of a file of 8
// bytes that all users map, the iterations count themselves.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

namespace {

std::atomic<std::uint64_t>* counter() {
  const char* path = std::getenv("BENCH_COUNTER");
  if (path == nullptr) return nullptr;
  const int file = open(path, O_RDWR);
  void* page = mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  return page == MAP_FAILED ? nullptr : static_cast<std::atomic<std::uint64_t>*>(page);
}

std::atomic<std::uint64_t>* const iterations = counter();

class Empty : public testing::Test {
 public:
  void TestBody() override {
    if (iterations != nullptr) iterations->fetch_add(1, std::memory_order_relaxed);
  }
};

const bool registered = [] {
  const char* text = std::getenv("BENCH_TESTS");
  const int tests = text == nullptr ? 1 : std::atoi(text);
  for (int i = 0; i < tests; ++i) {
    testing::RegisterTest("Empty", ("Test" + std::to_string(i)).c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          []() -> testing::Test* { return new Empty; });
  }
  return true;
}();

}  // namespace
