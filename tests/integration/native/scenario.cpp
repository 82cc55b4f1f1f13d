// A native scenario over the server of the tests.
#include <brood/brood.hpp>
#include <stdexcept>

using namespace std::chrono_literals;

namespace {

class Visitor : public brood::User {
 public:
  void on_start() override { http.get("/cookie/session").expect_status(200); }
  void browse() { http.get("/status/200", {.name = "browse"}).expect_status(200); }
  void miss() { http.get("/status/404", {.name = "miss"}).expect_status(404); }
  void broken() { http.get("/status/500", {.name = "broken"}); }
  void throws() { throw std::runtime_error("no stock"); }
  void sleeps() { sleep(5ms); }
  void traced() {
    http.get("/echo").expect_body("traceparent: 00-").expect_body("X-Brood-Task: Visitor.traced;user=0");
  }
};

BROOD_USER(Visitor)
    .wait(brood::between(1ms, 3ms))
    .task("browse", &Visitor::browse, 3)
    .task("miss", &Visitor::miss)
    .task("broken", &Visitor::broken)
    .task("throws", &Visitor::throws)
    .task("sleeps", &Visitor::sleeps)
    .task("traced", &Visitor::traced);

class Guest : public brood::User {};

BROOD_USER(Guest).wait(brood::constant(2ms)).task("looks", [](Guest& guest) {
  guest.http.get("/ok", {.name = "looks"}).expect_body("hello");
});

}  // namespace
