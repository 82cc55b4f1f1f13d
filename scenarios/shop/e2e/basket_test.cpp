#include "shop_test.hpp"

namespace {

using BasketTest = ShopTest;

TEST_F(BasketTest, StartsEmpty) {
  const auto basket = http.get("/basket").json();
  EXPECT_TRUE(basket.at("lines").empty());
  EXPECT_EQ(basket.at("total_cents"), 0);
}

TEST_F(BasketTest, ShowsWhatWasAddedAndItsPrice) {
  const long teapot = find_item("glass teapot");
  const long price = http.get("/items/" + std::to_string(teapot)).json().at("price_cents").get<long>();
  ASSERT_EQ(add_to_basket(teapot, 3).status, 200);

  const auto basket = http.get("/basket").json();
  ASSERT_EQ(basket.at("lines").size(), 1u);
  EXPECT_EQ(basket.at("lines").at(0).at("item"), teapot);
  EXPECT_EQ(basket.at("total_cents"), 3 * price);
}

TEST_F(BasketTest, SameItemTwiceIsOneLine) {
  add_to_basket(1, 1);
  const auto basket = add_to_basket(1, 2).json();
  ASSERT_EQ(basket.at("lines").size(), 1u);
  EXPECT_EQ(basket.at("lines").at(0).at("quantity"), 3);
}

TEST_F(BasketTest, RemovedItemIsGone) {
  add_to_basket(1, 1);
  add_to_basket(2, 1);
  const auto basket = http.del("/basket/1").json();
  ASSERT_EQ(basket.at("lines").size(), 1u);
  EXPECT_EQ(basket.at("lines").at(0).at("item"), 2);
}

TEST_F(BasketTest, ItemThatIsNotThereCannotBeRemoved) { EXPECT_EQ(http.del("/basket/1").status, 404); }

TEST_F(BasketTest, UnknownItemCannotBeAdded) { EXPECT_EQ(add_to_basket(123456789, 1).status, 404); }

TEST_F(BasketTest, NoneOfAnItemIsABadRequest) { EXPECT_EQ(add_to_basket(1, 0).status, 400); }

}  // namespace
