// Load on the shop, written for load: people with accounts of their own who mostly look around, and visitors
// without one.
#include <brood/brood.hpp>

using namespace std::chrono_literals;

namespace {

brood::Rows& people = brood::rows("people.csv");
brood::Rows& searches = brood::rows("searches.jsonl");

class Shopper : public brood::User {
 public:
  // An account that nobody else has meanwhile; the shop may know it from an earlier run.
  void on_start() override {
    const auto person = people.unique();
    const auto account = brood::json({{"name", person["name"]}, {"password", person["password"]}});
    http.post("/users", account, {.name = "register"}).expect_status({201, 409});
    http.post("/login", account).expect_status(200).or_stop();
  }
  void on_stop() override { http.post("/logout").expect_status(204); }

  void browse() {
    http.get("/items?after=" + std::to_string(pick(0, 480)) + "&limit=20", {.name = "/items?page"})
        .expect_status(200);
    look_at(pick(1, 499));
  }
  void search() {
    const auto search = searches.random();
    http.get("/search?q=" + std::string(search["words"]), {.name = "/search"})
        .expect_status(200)
        .expect_json("/items/0/id", search.as<int>("first"));
  }
  void fill_basket() {
    http.post("/basket", brood::json({{"item", pick(1, 499)}, {"quantity", pick(1, 3)}})).expect_status(200);
    http.get("/basket").expect_status(200).save("/total_cents", total_);
    if (pick(1, 4) == 1) http.del("/basket").expect_status(204);
  }
  void check_out() {
    http.post("/basket", brood::json({{"item", pick(1, 499)}, {"quantity", 1}})).expect_status(200).or_stop();
    long order = 0;
    http.post("/orders", brood::json({{"payment", "invoice"}, {"address", "1 Long Road"}}))
        .expect_status(201)
        .save("/id", order)
        .or_stop();
    sleep(20ms);  // reads the confirmation
    http.get("/orders/" + std::to_string(order)).expect_json("/id", order);
  }

 private:
  void look_at(int item) {
    http.get("/items/" + std::to_string(item)).expect_status(200).expect_json("/id", item);
  }
  long total_ = 0;
};

BROOD_USER(Shopper)
    .weight(3)
    .wait(brood::between(20ms, 200ms))
    .task("browse", &Shopper::browse, 6, {"read"})
    .task("search", &Shopper::search, 3, {"read"})
    .task("fill_basket", &Shopper::fill_basket, 2)
    .task("check_out", &Shopper::check_out, 1);

class Visitor : public brood::User {};

BROOD_USER(Visitor)
    .weight(1)
    .wait(brood::constant(100ms))
    .task("finds the newest", [](Visitor& visitor) { visitor.http.get("/latest").expect_status(200); }, 1,
          {"read"})
    .task("is turned away", [](Visitor& visitor) { visitor.http.get("/basket").expect_status(401); });

}  // namespace
