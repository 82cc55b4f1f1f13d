#include "runner/core/verdict.hpp"

#include <gtest/gtest.h>

#include <set>

namespace brood {
namespace {

TEST(Verdict, HasAWordForEach) {
  EXPECT_EQ(to_string(Verdict::passed), "passed");
  EXPECT_EQ(to_string(Verdict::failed), "failed");
  EXPECT_EQ(to_string(Verdict::inconclusive), "inconclusive");
}

TEST(EndedBy, HasAWordOfItsOwnForEach) {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(EndedBy::damaged); ++i)
    words.insert(to_string(static_cast<EndedBy>(i)));
  EXPECT_EQ(words, (std::set<std::string_view>{"run_time", "iterations", "threshold", "signal", "target_died",
                                               "sut_died", "environment_failed", "not_ready", "corrupted",
                                               "unknown", "damaged"}));
}

}  // namespace
}  // namespace brood
