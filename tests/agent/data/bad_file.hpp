// Files with one mistake, and what is to be said of it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "runner/agent/data/table.hpp"
#include "runner/core/expected.hpp"

namespace brood::agent {

struct BadFile {
  const char* what;
  std::string text;
  std::string place;  // ":line:column"
  std::string reason;
};

inline std::string name_of(const testing::TestParamInfo<BadFile>& bad) { return bad.param.what; }

inline void expect_told(const Expected<Table>& table, const std::string& file, const BadFile& bad) {
  ASSERT_FALSE(table);
  EXPECT_THAT(table.error().message, testing::StartsWith(file + bad.place + ": "));
  EXPECT_THAT(table.error().message, testing::HasSubstr(bad.reason));
}

}  // namespace brood::agent
