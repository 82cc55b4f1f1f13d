#include "shop_test.hpp"

namespace {

struct Payment {
  std::string kind;
  std::string detail;
  std::string value;
};

void PrintTo(const Payment& payment, std::ostream* out) { *out << payment.kind << " " << payment.value; }

class PaymentTest : public ShopTest, public testing::WithParamInterface<Payment> {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    add_to_basket(42, 1);
  }
};

TEST_P(PaymentTest, PaysForAnOrder) {
  const auto& payment = GetParam();
  const auto response = http.post("/orders", {{"payment", payment.kind}, {payment.detail, payment.value}});
  ASSERT_EQ(response.status, 201) << response.body;
  EXPECT_EQ(response.json().at("payment"), payment.kind);
}

TEST_P(PaymentTest, NeedsItsDetails) {
  EXPECT_EQ(http.post("/orders", {{"payment", GetParam().kind}}).status, 400);
  EXPECT_EQ(http.get("/basket").json().at("lines").size(), 1u) << "a refused order must not empty the basket";
}

INSTANTIATE_TEST_SUITE_P(Kinds, PaymentTest,
                         testing::Values(Payment{"card", "card", "4000123412341234"},
                                         Payment{"invoice", "address", "1 Main Street"},
                                         Payment{"voucher", "code", "GIFT-2042"}),
                         [](const auto& info) { return info.param.kind; });

using UnknownPaymentTest = ShopTest;

TEST_F(UnknownPaymentTest, ShellsAreNotMoney) {
  add_to_basket(42, 1);
  EXPECT_EQ(http.post("/orders", {{"payment", "shells"}}).status, 400);
}

}  // namespace
