// A native scenario whose tasks do what tasks should not.
#include <unistd.h>

#include <brood/brood.hpp>
#include <csignal>
#include <cstring>
#include <stdexcept>

using namespace std::chrono_literals;

namespace {

int recurse(int depth) {
  char room[4096];
  std::memset(room, depth, sizeof room);
  return depth == 0 ? room[0] : recurse(depth - 1) + room[1];
}

class Faulty : public brood::User {
 public:
  void hogs() {
    for (volatile bool forever = true; forever;) {
    }
  }
  void overflows() { log(std::to_string(recurse(1'000'000))); }
  void crashes() {
    sleep(50ms);
    raise(SIGSEGV);
  }
  void sleeps_long() { sleep(1h); }
  void relative() { http.get("/items"); }
  void stops() { throw brood::StopUser{}; }
  void skips() { throw brood::SkipIteration{"not today"}; }
  void chats() {
    for (int i = 0; i < 100; ++i) log("line");
    sleep(1ms);
  }
  void calls() {
    request("queue", "push").done(3, 5);
    request("queue", "full").fail("queue is full");
  }
  void call_throws() {
    const auto call =
        request("queue", "pop");  // NOLINT(clang-analyzer-deadcode.DeadStores): ends with its scope
    throw std::runtime_error("connection lost");
  }
  void call_forgotten() { const auto call = request("queue", "peek"); }
};

BROOD_USER(Faulty)
    .wait(brood::constant(5ms))
    .task("hogs", &Faulty::hogs)
    .task("overflows", &Faulty::overflows)
    .task("crashes", &Faulty::crashes)
    .task("sleeps_long", &Faulty::sleeps_long)
    .task("relative", &Faulty::relative)
    .task("stops", &Faulty::stops)
    .task("skips", &Faulty::skips)
    .task("chats", &Faulty::chats)
    .task("calls", &Faulty::calls)
    .task("call_throws", &Faulty::call_throws)
    .task("call_forgotten", &Faulty::call_forgotten);

// Does nothing wrong, in the same process.
class Innocent : public brood::User {};

BROOD_USER(Innocent).wait(brood::constant(1ms)).task("waits", [](Innocent& user) { user.sleep(2ms); });

// Finds out late that it has no host.
class Forgetful : public brood::User {};

BROOD_USER(Forgetful)
    .sequence("rests", "asks")
    .task("rests", [](Forgetful& user) { user.sleep(1ms); })
    .task("asks", [](Forgetful& user) { user.http.get("/items"); });

// Has a library that blocks.
class Blocking : public brood::User {};

BROOD_USER(Blocking).isolation(brood::Isolation::process).task("blocks", [](Blocking&) { usleep(20'000); });

// Ends slowly, or not at all.
class Late : public brood::User {
 public:
  void on_stop() override { log("on_stop"); }
};

BROOD_USER(Late).wait(brood::constant(1h)).task("rests", [](Late& user) { user.sleep(300ms); });

class Stuck : public brood::User {
 public:
  void on_stop() override {
    for (volatile bool forever = true; forever;) {
    }
  }
};

BROOD_USER(Stuck).task("leaves", [](Stuck&) { throw brood::StopUser{}; });

class Unready : public brood::User {
 public:
  void on_start() override { throw std::runtime_error("not ready"); }
};

BROOD_USER(Unready).task("never", [](Unready&) {});

// Its tasks in a namespace, caught exceptions, and asking between iterations.
namespace inner {
class Asking : public brood::User {
 public:
  void catches() {
    try {
      const auto call = request("queue", "first");  // NOLINT(clang-analyzer-deadcode.DeadStores): likewise
      throw std::runtime_error("AAA");
    } catch (const std::exception&) {
    }
    request("queue", "second").done();
    throw std::logic_error("BBB");
  }
  void deep() { http.get("/deep", {.name = "deep"}).expect_json("/a", 1); }
  void posts() { http.post("/redirect/1/303", brood::text("x"), {.name = "post"}).expect_body("hello"); }
};
}  // namespace inner

BROOD_USER(inner::Asking)
    .wait(brood::own([](brood::User& user) {
      user.http.get("/status/500", {.name = "between"});
      return 1ms;
    }))
    .task("catches", &inner::Asking::catches)
    .task("deep", &inner::Asking::deep)
    .task("posts", &inner::Asking::posts)
    .task("fine", [](inner::Asking&) {});

class Restless : public brood::User {
 public:
  void on_start() override { throw brood::StopUser{}; }
};

BROOD_USER(Restless).task("never", [](Restless&) {});

}  // namespace
