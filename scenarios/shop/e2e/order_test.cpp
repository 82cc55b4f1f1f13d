#include "shop_test.hpp"

namespace {

class OrderTest : public ShopTest {
 protected:
  long stock_of(long item) {
    return http.get("/items/" + std::to_string(item)).json().at("stock").get<long>();
  }
};

TEST_F(OrderTest, FromSearchToOrder) {
  const long clock = find_item("walnut clock");
  ASSERT_EQ(http.get("/items/" + std::to_string(clock)).status, 200);
  const auto basket = add_to_basket(clock, 2).json();

  const auto response = order_by_card();
  ASSERT_EQ(response.status, 201) << response.body;
  EXPECT_EQ(response.json().at("total_cents"), basket.at("total_cents"));
}

TEST_F(OrderTest, OrderEmptiesTheBasket) {
  add_to_basket(3, 1);
  ASSERT_EQ(order_by_card().status, 201);
  EXPECT_TRUE(http.get("/basket").json().at("lines").empty());
}

TEST_F(OrderTest, NewestOrderIsListedFirst) {
  add_to_basket(4, 1);
  const auto order = order_by_card().json();
  const auto orders = http.get("/orders").json().at("orders");
  ASSERT_FALSE(orders.empty());
  EXPECT_EQ(orders.front().at("id"), order.at("id"));
}

TEST_F(OrderTest, OrderShowsItsLines) {
  add_to_basket(5, 1);
  add_to_basket(6, 4);
  const auto order = order_by_card().json();
  const auto lines = http.get("/orders/" + order.at("id").dump()).json().at("lines");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines.at(1).at("item"), 6);
  EXPECT_EQ(lines.at(1).at("quantity"), 4);
}

TEST_F(OrderTest, UnknownOrderIsNotFound) { EXPECT_EQ(http.get("/orders/987654321987").status, 404); }

TEST_F(OrderTest, EmptyBasketCannotBeOrdered) { EXPECT_EQ(order_by_card().status, 409); }

TEST_F(OrderTest, MoreThanThereIsCannotBeOrdered) {
  const long limited = find_item("limited edition");
  add_to_basket(limited, stock_of(limited) + 1);
  EXPECT_EQ(order_by_card().status, 409);
}

TEST_F(OrderTest, LimitedEditionRunsOut) {
  const long limited = find_item("limited edition");
  long attempts_left = stock_of(limited) + 1;
  long status = 201;
  while (status == 201 && attempts_left-- > 0) {
    add_to_basket(limited, 1);
    status = order_by_card().status;
  }
  EXPECT_EQ(status, 409);
  EXPECT_EQ(stock_of(limited), 0);
}

}  // namespace
