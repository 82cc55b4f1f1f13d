// Tests that take their data from a file, "accounts.csv" in the working directory.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>
#include <brood/rows.hpp>

namespace {

brood::Rows& accounts = brood::rows("accounts.csv");

// Locks a file of that name while this process lives; false if another process has it locked.
bool lock(std::string_view name) {
  const int file = open((std::string(name) + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  return flock(file, LOCK_EX | LOCK_NB) == 0;
}

TEST(Account, IsNobodyElses) {
  static const brood::Rows::Row first = accounts.unique();
  static const bool locked = lock(first["name"]);
  EXPECT_TRUE(locked) << first.text() << " is in use already";
  EXPECT_EQ(first.index(), accounts.unique().index());
  usleep(1000);
}

TEST(Account, HasAUserThatDies) {
  static const bool locked = lock(accounts.unique()["name"]);
  EXPECT_TRUE(locked);
  usleep(1000);
  abort();
}

class Environment : public testing::Environment {
 public:
  void SetUp() override { fprintf(stderr, "the environment is set up\n"); }
};

TEST(Account, IsTheNext) { EXPECT_NE("", accounts.next()["name"]); }

TEST(Account, IsTakenOnce) {
  static brood::Rows& tickets = brood::rows("tickets.jsonl", brood::AtEnd::stop);
  EXPECT_NE("", tickets.next()["number"]);
}

TEST(Account, IsUsedUpByADeath) {
  static brood::Rows& tickets = brood::rows("tickets.jsonl", brood::AtEnd::stop);
  tickets.unique();
  abort();
}

TEST(Account, FailsBeforeTheEnd) {
  static brood::Rows& tickets = brood::rows("tickets.jsonl", brood::AtEnd::stop);
  EXPECT_TRUE(false) << "a failure of its own";
  tickets.next();
}

TEST(Account, ComesTooLate) { brood::rows("late.csv"); }

// One test uses other data than the rest; without it the file is not needed.
const bool with_tickets = [] {
  if (access("tickets.jsonl", F_OK) == 0) brood::rows("tickets.jsonl", brood::AtEnd::stop);
  testing::AddGlobalTestEnvironment(new Environment);
  return true;
}();

}  // namespace
