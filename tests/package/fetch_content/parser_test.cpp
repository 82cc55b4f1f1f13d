#include <gtest/gtest.h>

#include <string>
#include <tuple>

namespace {

int value_of(const std::string& text) {
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return value;
}

class Numbers : public testing::TestWithParam<std::tuple<const char*, int>> {};

TEST_P(Numbers, AreRead) { EXPECT_EQ(value_of(std::get<0>(GetParam())), std::get<1>(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Numbers, Numbers,
                         testing::Values(std::make_tuple("0", 0), std::make_tuple("7", 7),
                                         std::make_tuple("1024", 1024)));

TEST(Parser, ReadsNothingAsZero) { EXPECT_EQ(value_of(""), 0); }

}  // namespace
