#include "ci/command/open_descriptor.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace brood {
namespace {

TEST(AnOpenDescriptor, WaitsForAReaderThatIsSlow) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_NONBLOCK), 0);
  const std::string sent(1 << 20, 'x');  // a pipe holds less
  std::size_t received = 0;
  std::thread reader([&] {
    fcntl(ends[0], F_SETFL, 0);
    std::array<char, 4096> piece{};
    for (ssize_t size = 0; (size = read(ends[0], piece.data(), piece.size())) > 0;)
      received += static_cast<std::size_t>(size);
  });
  EXPECT_FALSE(write_to_descriptor(ends[1], sent));
  close(ends[1]);
  reader.join();
  close(ends[0]);
  EXPECT_EQ(received, sent.size());
}

TEST(AnOpenDescriptor, ThatCannotBeWrittenToIsFoundBeforehand) {
  const int reading = open("/dev/null", O_RDONLY | O_CLOEXEC);
  EXPECT_FALSE(check_descriptor(reading));
  close(reading);
  EXPECT_FALSE(check_descriptor(reading)) << "no longer open";
  EXPECT_TRUE(check_descriptor(STDOUT_FILENO));
}

}  // namespace
}  // namespace brood
