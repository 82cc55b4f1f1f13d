#include "shop_test.hpp"

#include <unistd.h>

#include <cstdlib>
#include <random>

namespace {

std::string shop_url() {
  const char* url = std::getenv("SHOP_URL");
  return url == nullptr ? "" : url;
}

// One for all tests: the connection stays open.
HttpClient& browser() {
  static HttpClient client(shop_url());
  return client;
}

}  // namespace

ShopTest::ShopTest() : http(browser()) {}

void ShopTest::SetUp() {
  ASSERT_NE(shop_url(), "") << "set SHOP_URL to the shop's address, for example http://127.0.0.1:8080";
  static bool registered = false;
  if (!registered) {
    const auto response = http.post("/users", {{"name", user_name()}, {"password", password()}});
    ASSERT_EQ(response.status, 201) << response.body;
    registered = true;
  }
  const auto response = log_in(user_name(), password());
  ASSERT_EQ(response.status, 200) << response.body;
  ASSERT_EQ(http.del("/basket").status, 204);
}

void ShopTest::TearDown() {
  http.post("/logout", nlohmann::json::object());
  http.forget_cookies();
}

Response ShopTest::log_in(const std::string& name, const std::string& password) {
  return http.post("/login", {{"name", name}, {"password", password}});
}

long ShopTest::find_item(const std::string& text) {
  const auto found = http.get("/search?q=" + http.escape(text)).json();
  return found.at("items").at(0).at("id").get<long>();
}

Response ShopTest::add_to_basket(long item, long quantity) {
  return http.post("/basket", {{"item", item}, {"quantity", quantity}});
}

Response ShopTest::order_by_card() {
  return http.post("/orders", {{"payment", "card"}, {"card", "4000123412341234"}});
}

const std::string& ShopTest::user_name() {
  static const std::string name =
      "e2e-" + std::to_string(getpid()) + "-" + std::to_string(std::random_device{}());
  return name;
}

const std::string& ShopTest::password() {
  static const std::string password = "correct horse battery staple";
  return password;
}
