#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

namespace {

std::string currency;

class Ledger : public testing::Test {
 protected:
  void book(const std::string& from, const std::string& to, long cents) {
    accounts_[from] -= cents;
    accounts_[to] += cents;
  }
  long sum() const {
    long all = 0;
    for (const auto& account : accounts_) all += account.second;
    return all;
  }
  std::map<std::string, long> accounts_;
};

TEST_F(Ledger, Balances) {
  book("cash", "stock", 1250);
  book("stock", "cash", 300);
  EXPECT_EQ(sum(), 0);
}

TEST_F(Ledger, BeginsEmpty) { EXPECT_TRUE(accounts_.empty()); }

TEST(Setting, ArgumentsArrive) { EXPECT_EQ(currency, "EUR;[1]"); }

TEST(Setting, EnvironmentArrives) {
  ASSERT_NE(std::getenv("LEDGER_MODE"), nullptr);
  EXPECT_STREQ(std::getenv("LEDGER_MODE"), "strict");
}

TEST(Setting, RunsInItsFolder) { EXPECT_TRUE(std::ifstream("tests/ledger_test.cpp").good()); }

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string(argv[i]) == "--currency") currency = argv[i + 1];
  }
  return RUN_ALL_TESTS();
}
