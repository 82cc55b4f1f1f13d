#include "runner/agent/http/header_lines.hpp"

#include <gtest/gtest.h>

namespace brood::agent {
namespace {

constexpr char kLines[] =
    "Content-Type: text/plain\r\nX-Empty:\r\nno header\r\n: nor this\r\nset-cookie:  a=1 \nX-End: z";

TEST(HeaderLines, AreTakenApart) {
  EXPECT_EQ((Headers{{"Content-Type", "text/plain"}, {"X-Empty", ""}, {"set-cookie", "a=1"}, {"X-End", "z"}}),
            parse_headers(kLines));
}

TEST(HeaderLines, AreFoundInAnyCase) {
  EXPECT_EQ("text/plain", find_header(kLines, "content-TYPE"));
  EXPECT_EQ("z", find_header(kLines, "X-End"));
  EXPECT_EQ("", find_header(kLines, "Content"));
}

}  // namespace
}  // namespace brood::agent
