#include "ci/command/file_place.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

class APlace : public ::testing::Test {
 protected:
  fs::path canonical(const std::string& name) const { return fs::canonical(folder_.path()) / name; }
  TemporaryFolder folder_;
};

TEST_F(APlace, IsTheSameThroughDotsAndLinks) {
  std::ofstream(folder_.file("file"));
  fs::create_symlink("file", folder_.file("link"));
  fs::create_symlink(folder_.path(), folder_.file("folder"));
  for (const char* name : {"file", "./file", "folder/./file", "link", "folder/folder/link"})
    EXPECT_EQ(place_of(folder_.file(name)).path, canonical("file")) << name;
}

TEST_F(APlace, IsKnownBeforeAnythingIsThere) {
  fs::create_symlink("to/come", folder_.file("link"));
  EXPECT_EQ(place_of(folder_.file("link")).path, canonical("to/come"));
  EXPECT_EQ(place_of(folder_.file("to/./come")).path, canonical("to/come"));
}

TEST_F(APlace, OfALinkThatLeadsNowhereHasAnEnd) {
  fs::create_symlink("loop", folder_.file("loop"));
  EXPECT_FALSE(place_of(folder_.file("loop")).special);
}

TEST_F(APlace, IsADescriptorByEachOfItsNames) {
  fs::create_symlink("/dev/stdout", folder_.file("link"));
  for (const std::string name : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"})
    EXPECT_EQ(place_of(name == "link" ? folder_.file(name) : name).descriptor, 1) << name;
  EXPECT_EQ(place_of("/dev/stderr").descriptor, 2);
  EXPECT_EQ(place_of(folder_.file("1")).descriptor, std::nullopt);
  EXPECT_EQ(place_of("/dev/fd/one").descriptor, std::nullopt);
}

TEST_F(APlace, IsSpecialWhereNothingCanBeReplaced) {
  EXPECT_TRUE(place_of("/dev/stdout").special);
  EXPECT_TRUE(place_of("/dev/null").special);
  EXPECT_FALSE(place_of(folder_.path()).special);
  EXPECT_FALSE(place_of(folder_.file("new")).special);
}

TEST_F(APlace, TakesSeveralOnlyIfItIsSpecial) {
  const auto one_file = [](const std::string& a, const std::string& b) {
    return is_one_file(place_of(a), place_of(b));
  };
  EXPECT_TRUE(one_file(folder_.file("a"), folder_.file("./a")));
  EXPECT_FALSE(one_file(folder_.file("a"), folder_.file("b")));
  EXPECT_FALSE(one_file("/dev/null", "/dev/null"));
  EXPECT_FALSE(one_file("/dev/stdout", "/dev/fd/1"));
}

TEST_F(APlace, OfADescriptorIsThatOfTheFileItWasOpenedFor) {
  const std::string file = folder_.file("file");
  std::FILE* const open = std::fopen(file.c_str(), "w");
  const FilePlace descriptor = place_of("/dev/fd/" + std::to_string(fileno(open)));
  EXPECT_TRUE(is_one_file(descriptor, place_of(file)));
  EXPECT_FALSE(is_one_file(descriptor, place_of(folder_.file("other"))));
  std::fclose(open);
}

}  // namespace
}  // namespace brood
