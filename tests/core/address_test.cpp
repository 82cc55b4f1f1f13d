#include "runner/core/address.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

TEST(AnAddress, IsTakenApart) {
  EXPECT_EQ(*parse_address("http://shop:8080/base/"), (Address{"http://shop:8080/base", "shop", 8080}));
  EXPECT_EQ(*parse_address("http://[::1]:81"), (Address{"http://[::1]:81", "::1", 81}));
}

TEST(AnAddress, HasTheSchemesPortWhereNoneIsWritten) {
  EXPECT_EQ(parse_address("http://shop")->port, 80);
  EXPECT_EQ(parse_address("https://shop/")->port, 443);
}

class NotAnAddress : public testing::TestWithParam<const char*> {};

TEST_P(NotAnAddress, IsRefusedByName) {
  const Expected<Address> address = parse_address(GetParam());
  ASSERT_FALSE(address);
  EXPECT_NE(address.error().message.find("'" + std::string(GetParam()) + "'"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Texts, NotAnAddress,
                         testing::Values("", "shop:80", "ftp://shop", "http://", "http://:80",
                                         "http://shop:x", "http://shop:0", "http://shop:70000",
                                         "http://shop:80x", "http://[::1", "http://a b"));

TEST(Places, AreFilledIn) {
  const Address shop{"http://shop:81", "shop", 81};
  EXPECT_EQ(fill_in_address("{url}/x {host} {port}{port} {other} {po", shop),
            "http://shop:81/x shop 8181 {other} {po");
}

TEST(Places, AreFilledInOnce) { EXPECT_EQ(fill_in_address("{host}", {"", "{port}", 81}), "{port}"); }

TEST(Places, AreNoticed) {
  EXPECT_TRUE(mentions_address("server --port={port}"));
  EXPECT_FALSE(mentions_address("server --port=80 {ports}"));
}

}  // namespace
}  // namespace brood
