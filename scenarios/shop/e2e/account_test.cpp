#include "shop_test.hpp"

namespace {

using AccountTest = ShopTest;

TEST_F(AccountTest, LoginAnswersWithTheCustomer) {
  const auto response = log_in(user_name(), password());
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.json().at("name"), user_name());
}

TEST_F(AccountTest, WrongPasswordIsRefused) { EXPECT_EQ(log_in(user_name(), "guess").status, 401); }

TEST_F(AccountTest, UnknownCustomerIsRefused) { EXPECT_EQ(log_in("nobody", "anything").status, 401); }

TEST_F(AccountTest, TakenNameCannotBeRegisteredAgain) {
  EXPECT_EQ(http.post("/users", {{"name", user_name()}, {"password", "mine now"}}).status, 409);
}

TEST_F(AccountTest, NameWithoutPasswordIsABadRequest) {
  EXPECT_EQ(http.post("/users", {{"name", "half an account"}}).status, 400);
}

TEST_F(AccountTest, BasketNeedsALogin) {
  http.forget_cookies();
  EXPECT_EQ(http.get("/basket").status, 401);
}

TEST_F(AccountTest, OrderNeedsALogin) {
  http.forget_cookies();
  EXPECT_EQ(order_by_card().status, 401);
}

TEST_F(AccountTest, LogoutEndsTheSession) {
  EXPECT_EQ(http.get("/basket").status, 200);
  EXPECT_EQ(http.post("/logout", nlohmann::json::object()).status, 204);
  EXPECT_EQ(http.get("/basket").status, 401);
}

}  // namespace
