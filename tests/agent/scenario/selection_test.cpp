#include "runner/agent/scenario/selection.hpp"

#include <gmock/gmock.h>

#include <map>

namespace brood::agent {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Classes that are described for one test.
class ASelection : public testing::Test {
 protected:
  UserClass& add(const std::string& name, unsigned weight = 1) {
    classes_.push_back(std::make_unique<UserClass>(name, nullptr, "shop.cpp", 12));
    classes_.back()->weight = weight;
    return *classes_.back();
  }
  UserClass& add_with_task(const std::string& name, unsigned weight = 1) {
    UserClass& users = add(name, weight);
    users.tasks.push_back({"task", {}, 1, {}});
    return users;
  }
  std::string problem(const Wanted& wanted = {}) const { return Selection(classes_, wanted).problem(); }
  std::map<std::string, int> shares(std::uint32_t users) const {
    Selection selection(classes_, {});
    selection.share_out(users);
    std::map<std::string, int> count;
    for (const SelectedClass* one : selection.class_of()) ++count[one->users->name];
    return count;
  }

  std::vector<std::unique_ptr<UserClass>> classes_;
};

TEST_F(ASelection, SharesUsersByLargestRemainder) {
  add_with_task("A", 5);
  add_with_task("B", 3);
  add_with_task("C", 1);
  // Quotas of 10 are 5.56, 3.33 and 1.11.
  EXPECT_EQ((std::map<std::string, int>{{"A", 6}, {"B", 3}, {"C", 1}}), shares(10));
  EXPECT_EQ((std::map<std::string, int>{{"A", 5000}, {"B", 3000}, {"C", 1000}}), shares(9000));
}

TEST_F(ASelection, GivesTheLastUserToTheLargestRemainderAndNotToTheFirstClass) {
  add_with_task("A", 1);
  add_with_task("B", 3);
  add_with_task("C", 5);
  EXPECT_EQ((std::map<std::string, int>{{"A", 1}, {"B", 3}, {"C", 6}}), shares(10));
}

TEST_F(ASelection, MixesClassesEvenlyOverTheNumbers) {
  add_with_task("A", 3);
  add_with_task("B", 1);
  Selection selection(classes_, {});
  selection.share_out(8);
  std::string order;
  for (const SelectedClass* one : selection.class_of()) order += one->users->name;
  EXPECT_EQ(std::string("AABA") + "AABA", order);
}

TEST_F(ASelection, GivesFixedClassesTheirUsersFirst) {
  add_with_task("Fixed").fixed = 3;
  add_with_task("A");
  EXPECT_EQ((std::map<std::string, int>{{"A", 7}, {"Fixed", 3}}), shares(10));
  EXPECT_EQ((std::map<std::string, int>{{"Fixed", 2}}), shares(2));
}

TEST_F(ASelection, HasFewerUsersWhereAllClassesAreFixed) {
  add_with_task("Fixed").fixed = 3;
  EXPECT_EQ((std::map<std::string, int>{{"Fixed", 3}}), shares(10));
}

TEST_F(ASelection, SpreadsEachClassOverTheWorkers) {
  add_with_task("A");
  add_with_task("B");
  Selection selection(classes_, {});
  selection.share_out(8);
  EXPECT_EQ(2U, selection.place(2));
  std::map<std::string, int> count;
  for (std::uint32_t user = 0; user < 8; ++user)
    ++count[selection.class_of()[user]->users->name + std::to_string(selection.process_of(user))];
  EXPECT_EQ((std::map<std::string, int>{{"A0", 2}, {"A1", 2}, {"B0", 2}, {"B1", 2}}), count);
}

TEST_F(ASelection, GivesIsolatedUsersAProcessEach) {
  add_with_task("Alone").isolation = Isolation::process;
  add_with_task("A");
  Selection selection(classes_, {});
  selection.share_out(4);
  EXPECT_EQ(4U, selection.place(2)) << "two workers and two isolated";
}

TEST_F(ASelection, NeedsNoMoreWorkersThanUsers) {
  add_with_task("A");
  Selection selection(classes_, {});
  selection.share_out(1);
  EXPECT_EQ(1U, selection.place(8));
}

TEST_F(ASelection, KeepsTheOrderOfASequence) {
  UserClass& users = add("A");
  for (const char* name : {"one", "two", "three"}) users.tasks.push_back({name, {}, 1, {}});
  users.in_sequence = true;
  users.sequence = {"three", "one", "three"};
  Selection selection(classes_, {});
  selection.share_out(1);
  std::vector<std::string> order;
  for (const auto& task : selection.class_of()[0]->tasks) order.push_back(task.task->name);
  EXPECT_THAT(order, ElementsAre("three", "one", "three"));
  EXPECT_EQ(2U, selection.task_count()) << "the one that is not named is none of the run's";
}

TEST_F(ASelection, ObjectsToNoClass) { EXPECT_THAT(problem(), HasSubstr("BROOD_USER")); }

TEST_F(ASelection, ObjectsToAClassWithoutTasks) {
  add("Shopper");
  EXPECT_EQ("the class Shopper (shop.cpp:12) has no task", problem());
}

TEST_F(ASelection, ObjectsToWeightsOfNothing) {
  add_with_task("Shopper", 0);
  EXPECT_THAT(problem(), HasSubstr("the weight of Shopper (shop.cpp:12) is 0"));
  classes_[0]->weight = 1;
  classes_[0]->tasks[0].weight = 0;
  EXPECT_THAT(problem(), HasSubstr("all tasks of Shopper (shop.cpp:12) have the weight 0"));
}

TEST_F(ASelection, ObjectsToWeightsThatNobodyMeans) {
  add_with_task("Shopper").tasks[0].weight = static_cast<unsigned>(-1);
  EXPECT_THAT(problem(), HasSubstr("more than a million, Shopper (shop.cpp:12)"));
}

TEST_F(ASelection, ObjectsToTwoTasksOfOneName) {
  add_with_task("Shopper").tasks.push_back({"task", {}, 1, {}});
  EXPECT_EQ("two tasks of Shopper (shop.cpp:12) are called task", problem());
}

TEST_F(ASelection, ObjectsToASequenceOfUnknownTasks) {
  UserClass& users = add_with_task("Shopper");
  users.in_sequence = true;
  users.sequence = {"tusk"};
  EXPECT_EQ("the sequence of Shopper (shop.cpp:12) names 'tusk', which is none of its tasks", problem());
}

TEST_F(ASelection, ObjectsToUnknownTags) {
  add_with_task("Shopper").tasks[0].tags = {"fast"};
  EXPECT_EQ("no task has the tag 'slow'; there are: fast", problem({"*", {"slow"}, {}}));
  EXPECT_EQ("", problem({"*", {"fast"}, {}}));
}

TEST(AFilter, IsGoogleTests) {
  EXPECT_TRUE(filter_selects("*", "Shop.browse"));
  EXPECT_TRUE(filter_selects("Shop.*:Other.x", "Shop.browse"));
  EXPECT_FALSE(filter_selects("Shop.*-*.browse", "Shop.browse"));
  EXPECT_TRUE(filter_selects("-*.order", "Shop.browse"));
  EXPECT_TRUE(filter_selects("Shop.brows?", "Shop.browse"));
  EXPECT_FALSE(filter_selects("Shop", "Shop.browse"));
  EXPECT_FALSE(filter_selects("*a*a*a*a*a*a*a*a*a*a*a*b", std::string(5'000, 'a'))) << "at once";
}

}  // namespace
}  // namespace brood::agent
