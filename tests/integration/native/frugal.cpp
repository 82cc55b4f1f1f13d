// A native scenario that counts what memory is asked for while it iterates. libcurl, which is C, does not
// count.
#include <atomic>
#include <brood/brood.hpp>
#include <cstdlib>
#include <new>

namespace {

std::atomic<bool> counting{false};
std::atomic<int> counted{0};

}  // namespace

void* operator new(std::size_t size) {
  if (counting) ++counted;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

class Frugal : public brood::User {
 public:
  void asks() {
    http.get("/ok", {.name = "a name that is longer than short"}).expect_status(200).expect_body("hello");
    if (http.get("/json").header("Content-Type").empty()) fail_ = true;
    { request("queue", "a longer name than fits").done(1); }
    counting = ++rounds_ >= 50;
  }
  void on_stop() override {
    counting = false;
    log(std::to_string(counted) + " allocations" + (fail_ ? ", no header" : ""));
  }

 private:
  int rounds_ = 0;
  bool fail_ = false;
};

BROOD_USER(Frugal).task("asks", &Frugal::asks);

}  // namespace
