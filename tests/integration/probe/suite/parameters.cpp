// Typed and parameterised tests: each instance a task, each with its own parameter.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <tuple>
#include <vector>

namespace {

std::string printed_parameter() {
  return testing::UnitTest::GetInstance()->current_test_info()->value_param();
}
std::string test_name() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }

class Strings : public testing::TestWithParam<std::string> {};
TEST_P(Strings, HaveTheirValue) { EXPECT_EQ("\"" + GetParam() + "\"", printed_parameter()); }
INSTANTIATE_TEST_SUITE_P(Words, Strings, testing::Values("apple", "two words", ""));

class Named : public testing::TestWithParam<int> {};
TEST_P(Named, MatchTheirName) {
  EXPECT_EQ("MatchTheirName/number" + std::to_string(GetParam()), test_name());
}
TEST_P(Named, FailForOne) { EXPECT_NE(2, GetParam()) << "two is refused"; }
INSTANTIATE_TEST_SUITE_P(Numbers, Named, testing::Values(1, 2, 3),
                         [](const testing::TestParamInfo<int>& number) {
                           return "number" + std::to_string(number.param);
                         });

struct Payment {
  std::string kind;
  int cents;
};
void PrintTo(const Payment& payment, std::ostream* out) { *out << payment.kind << " of " << payment.cents; }

class Payments : public testing::TestWithParam<Payment> {};
TEST_P(Payments, PrintThemselves) {
  EXPECT_EQ(GetParam().kind + " of " + std::to_string(GetParam().cents), printed_parameter());
}
INSTANTIATE_TEST_SUITE_P(Kinds, Payments, testing::Values(Payment{"card", 100}, Payment{"invoice", 2500}));

class Pairs : public testing::TestWithParam<std::tuple<bool, char>> {};
TEST_P(Pairs, AreCombined) {
  const std::string flag = std::get<0>(GetParam()) ? "true" : "false";
  EXPECT_EQ(0U, printed_parameter().find("(" + flag + ", '" + std::get<1>(GetParam()) + "'"));
}
INSTANTIATE_TEST_SUITE_P(All, Pairs, testing::Combine(testing::Bool(), testing::Values('x', 'y')));

template <class T>
class Typed : public testing::Test {
 protected:
  T zero = T();
};
using Numeric = testing::Types<int, double>;
TYPED_TEST_SUITE(Typed, Numeric);
TYPED_TEST(Typed, StartsAtZero) { EXPECT_EQ(TypeParam(0), this->zero); }
TYPED_TEST(Typed, FitsFourBytes) { EXPECT_LE(sizeof(TypeParam), 4U) << "too wide"; }

template <class T>
class Container : public testing::Test {};
TYPED_TEST_SUITE_P(Container);
TYPED_TEST_P(Container, StartsEmpty) { EXPECT_TRUE(TypeParam().empty()); }
REGISTER_TYPED_TEST_SUITE_P(Container, StartsEmpty);
using Containers = testing::Types<std::string, std::vector<int>>;
INSTANTIATE_TYPED_TEST_SUITE_P(Standard, Container, Containers);

}  // namespace
