// A native scenario with an order, tags, shares and answers that are looked into.
#include <brood/brood.hpp>
#include <brood/json.hpp>

using namespace std::chrono_literals;

namespace {

class Walker : public brood::User {
 public:
  void first() { step(0); }
  void second() { step(1); }
  void third() { step(2); }

 private:
  void step(int which) {
    if (which != next_) request("walk", "out of order").fail("out of order");
    next_ = (which + 1) % 3;
  }
  int next_ = 0;
};

BROOD_USER(Walker)
    .fixed(2)
    .wait(brood::constant(1ms))
    .sequence("first", "second", "third")
    .task("third", &Walker::third)
    .task("second", &Walker::second, 1, {"middle"})
    .task("first", &Walker::first);

class Heavy : public brood::User {};
BROOD_USER(Heavy)
    .weight(5)
    .wait(brood::constant(5ms))
    .task("mark", [](Heavy& user) { user.request("user", "heavy " + std::to_string(user.user_id())).done(); },
          1, {"slow", "marks"});

class Light : public brood::User {};
BROOD_USER(Light)
    .weight(2)
    .wait(brood::constant(5ms))
    .task("mark", [](Light& user) { user.request("user", "light " + std::to_string(user.user_id())).done(); },
          1, {"marks"})
    .task("draws", [](Light& user) {
      user.request("draw", std::to_string(user.pick(0, 1'000'000))).done();
      throw brood::StopUser{};
    });

class Reader : public brood::User {
 public:
  void reads() {
    std::string name;
    int price = 0;
    http.post("/echo", brood::json({{"a", 1}}), {.name = "echo"}).expect_status(200).expect_body("{\"a\":1}");
    http.get("/json", {.name = "json"})
        .expect_json("/items/0/price", 7)
        .expect_json("/items/0/name", "pen")
        .save("/items/0/name", name)
        .save("/items/0/price", price);
    const auto answer = http.get("/json", {.name = "json"});
    if (name != "pen" || price != 7 || answer.json()["items"].size() != 1)
      request("reader", "wrong").fail(name);
  }
  void misreads() {
    std::string kept = "kept";
    http.get("/json", {.name = "price"}).expect_json("/items/0/price", 8);
    http.get("/json", {.name = "pointer"}).save("/items/5", kept);
    http.get("/ok", {.name = "text"}).expect_json("/a", 1);
    http.get("/json", {.name = "number"}).save("/items/0/name", price_);
    if (kept != "kept") request("reader", "wrong").fail(kept);
  }
  void stops_at_the_first() {
    http.get("/status/500", {.name = "first"}).or_stop();
    http.get("/ok", {.name = "not reached"});
  }

 private:
  double price_ = 0;
};
BROOD_USER(Reader)
    .weight(1)
    .task("reads", &Reader::reads)
    .task("misreads", &Reader::misreads)
    .task("stops_at_the_first", &Reader::stops_at_the_first);

}  // namespace
