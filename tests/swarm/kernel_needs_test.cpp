#include "runner/swarm/kernel_needs.hpp"

#include <errno.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(TheKernel, HasWhatARunNeeds) {
  const Status checked = check_kernel();
  EXPECT_TRUE(checked) << checked.error().message;
}

TEST(ALimitOfFileSizes, IsNamedWithWhatItTakes) {
  rlimit before{};
  ASSERT_EQ(0, getrlimit(RLIMIT_FSIZE, &before));
  rlimit limit = before;
  limit.rlim_cur = 1'000'000;
  ASSERT_EQ(0, setrlimit(RLIMIT_FSIZE, &limit));
  const Status fits = check_file_size(1'000'000, 1);
  const Status large = check_file_size(5'000'000, 20);
  ASSERT_EQ(0, setrlimit(RLIMIT_FSIZE, &before));
  EXPECT_TRUE(fits);
  ASSERT_FALSE(large);
  EXPECT_THAT(large.error().message, AllOf(HasSubstr("20 users share "), HasSubstr("ulimit -f unlimited")));
}

TEST(AWayOut, IsKnownForWhatAPersonCanChange) {
  EXPECT_THAT(way_out(EMFILE), HasSubstr("ulimit -n"));
  EXPECT_THAT(way_out(EAGAIN), HasSubstr("ulimit -u"));
  EXPECT_THAT(way_out(EFBIG), HasSubstr("ulimit -f"));
  EXPECT_THAT(way_out(ENOMEM), HasSubstr("memory"));
  EXPECT_THAT(way_out(EPERM), HasSubstr("seccomp"));
  EXPECT_EQ(way_out(EIO), "");
}

}  // namespace
}  // namespace brood
