// What a program sees of its rows. Here there is no load.
#include <brood/rows.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

class RowsOfAFile : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& content) {
    std::ofstream(folder_.file(name)) << content;
    return folder_.file(name);
  }
  Rows& users() { return rows(file("users.csv", "name,age\nann,7\nbob,300\ncat,-1.5\n")); }

  TemporaryFolder folder_;
};

TEST_F(RowsOfAFile, AreKnownByColumn) {
  Rows& users = this->users();
  EXPECT_EQ(3u, users.size());
  EXPECT_THAT(users.columns(), ElementsAre("name", "age"));
  const Rows::Row ann = users.next();
  EXPECT_EQ("ann", ann["name"]);
  EXPECT_EQ(7, ann.as<int>("age"));
  EXPECT_EQ(0u, ann.index());
  EXPECT_EQ("name=ann age=7", ann.text());
}

TEST_F(RowsOfAFile, SayWhichColumnsThereAre) {
  const Rows::Row row = users().next();
  EXPECT_THAT([&] { static_cast<void>(row["nmae"]); },
              ThrowsMessage<std::out_of_range>(
                  HasSubstr("users.csv has no column 'nmae'; its columns are 'name', 'age'")));
}

TEST_F(RowsOfAFile, AreNumbersWhereTheyAreMeantToBe) {
  Rows& users = this->users();
  const Rows::Row ann = users.next();
  const Rows::Row bob = users.next();
  const Rows::Row cat = users.next();
  EXPECT_EQ(300u, bob.as<std::size_t>("age"));
  EXPECT_EQ(-1.5, cat.as<double>("age"));
  EXPECT_EQ("cat", cat.as<std::string>("name"));
  EXPECT_THAT([&] { ann.as<int>("name"); },
              ThrowsMessage<std::runtime_error>(
                  HasSubstr("users.csv, row 1: 'ann' in column 'name' is not a whole number")));
  EXPECT_THAT([&] { bob.as<unsigned char>("age"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("row 2: '300' in column 'age' is more than 255")));
  EXPECT_THAT([&] { bob.as<signed char>("age"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("is not within -128 and 127")));
  EXPECT_THROW(cat.as<int>("age"), std::runtime_error) << "a part of it is a whole number";
  EXPECT_THROW(cat.as<unsigned>("age"), std::runtime_error);
  EXPECT_THROW(ann.as<double>("name"), std::runtime_error);
}

TEST_F(RowsOfAFile, CanBeTrueOrFalse) {
  Rows& flags = rows(file("flags.jsonl", "{\"on\": true}\n{\"on\": 0}\n{\"on\": \"maybe\"}\n"));
  EXPECT_TRUE(flags.next().as<bool>("on"));
  EXPECT_FALSE(flags.next().as<bool>("on"));
  EXPECT_THROW(flags.next().as<bool>("on"), std::runtime_error);
}

TEST_F(RowsOfAFile, AreTheSameObjectForTheSameFile) {
  Rows& users = this->users();
  EXPECT_EQ(&users, &rows(folder_.path() + "/./users.csv"));
}

TEST_F(RowsOfAFile, CannotBeRecycledAndNot) {
  users();
  Rows& again = rows(folder_.file("users.csv"), AtEnd::stop);
  EXPECT_THAT([&] { again.next(); },
              ThrowsMessage<std::runtime_error>(HasSubstr("with AtEnd::recycle and with AtEnd::stop")));
}

TEST_F(RowsOfAFile, AreHeldByTheOneUserThatThereIs) {
  Rows& users = this->users();
  EXPECT_EQ(users.unique().index(), users.unique().index());
}

TEST_F(RowsOfAFile, EndWithAnExceptionThatSaysSo) {
  Rows& users = rows(file("few.csv", "name\nann\n"), AtEnd::stop);
  users.next();
  EXPECT_THAT([&] { users.next(); }, ThrowsMessage<NoRowLeft>(HasSubstr("few.csv: no row is left")));
}

TEST_F(RowsOfAFile, AreReadBehindAByteOrderMark) {
  EXPECT_THAT(rows(file("marked.csv", "\xef\xbb\xbfname\nann\n")).columns(), ElementsAre("name"));
}

TEST_F(RowsOfAFile, ThrowWhatIsWrongWithTheFileWhenTheyAreUsed) {
  Rows& bad = rows(file("bad.csv", "name,age\nann\n"));
  const auto reason = ThrowsMessage<std::runtime_error>(HasSubstr("bad.csv:2:4: the row ends after 1"));
  EXPECT_THAT([&] { bad.next(); }, reason);
  EXPECT_THAT([&] { bad.random(); }, reason);
  EXPECT_THAT([&] { bad.unique(); }, reason);
  EXPECT_THAT([&] { bad.size(); }, reason);
}

TEST(MissingFile, IsToldWithTheFolderItWasLookedForIn) {
  EXPECT_THAT([] { rows("nowhere/users.csv").size(); },
              ThrowsMessage<std::runtime_error>(AllOf(
                  HasSubstr("cannot read 'nowhere/users.csv': No such file"), HasSubstr("looked for in /"))));
}

TEST(Folder, IsNoFile) {
  EXPECT_THAT([] { rows("/tmp").size(); },
              ThrowsMessage<std::runtime_error>(HasSubstr("'/tmp' is a folder")));
}

}  // namespace
}  // namespace brood
