#include "scenarios/shop/server/payment.hpp"

#include <gtest/gtest.h>

namespace shop {
namespace {

using nlohmann::json;

TEST(Payment, AcceptsEveryKindWithItsDetail) {
  EXPECT_FALSE(payment_problem({{"payment", "card"}, {"card", "4000123412341234"}}));
  EXPECT_FALSE(payment_problem({{"payment", "invoice"}, {"address", "1 Main Street"}}));
  EXPECT_FALSE(payment_problem({{"payment", "voucher"}, {"code", "GIFT-1"}}));
}

TEST(Payment, RefusesAWrongDetail) {
  EXPECT_TRUE(payment_problem({{"payment", "card"}, {"card", "4000 1234"}}));
  EXPECT_TRUE(payment_problem({{"payment", "invoice"}, {"address", ""}}));
  EXPECT_TRUE(payment_problem({{"payment", "voucher"}, {"code", "1"}}));
}

TEST(Payment, RefusesWhatIsNoPayment) {
  EXPECT_TRUE(payment_problem(json::object()));
  EXPECT_TRUE(payment_problem({{"payment", "shells"}}));
  EXPECT_TRUE(payment_problem({{"payment", 7}}));
}

}  // namespace
}  // namespace shop
