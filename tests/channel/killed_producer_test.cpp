// A user may be killed at any instruction. This test runs a push one instruction at a time and looks after
// each at what the reader would find if the producer had been killed there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/channel/ring_memory.hpp"

namespace brood::channel {
namespace {

using testing::AnyOf;
using testing::ElementsAre;

// A child that is stopped at the beginning of a push of "second", to be run one instruction at a time.
class SteppedProducer {
 public:
  explicit SteppedProducer(RingWriter writer) : child_(fork()) {
    if (child_ == 0) {
      ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
      raise(SIGSTOP);
      push_text(writer, "second");
      raise(SIGUSR1);
      _exit(0);
    }
    waitpid(child_, &status_, 0);
  }
  ~SteppedProducer() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  SteppedProducer(const SteppedProducer&) = delete;
  SteppedProducer& operator=(const SteppedProducer&) = delete;

  // False once the push is over.
  bool step() {
    ptrace(PTRACE_SINGLESTEP, child_, nullptr, nullptr);
    waitpid(child_, &status_, 0);
    return WIFSTOPPED(status_) && WSTOPSIG(status_) == SIGTRAP;
  }

 private:
  pid_t child_;
  int status_ = 0;
};

TEST(KilledProducer, LeavesItsLastRecordWholeOrNotAtAll) {
  RingMemory memory;
  RingWriter writer = memory.writer();
  ASSERT_TRUE(push_text(writer, "first"));
  SteppedProducer producer(writer);
  int died_before = 0;
  int died_after = 0;
  do {
    // What a kill would leave behind now.
    RingMemory left(memory);
    RingReader reader = left.reader();
    const std::vector<std::string> found = read_texts(reader);
    ASSERT_THAT(found, AnyOf(ElementsAre("first"), ElementsAre("first", "second")));
    ++(found.size() == 1 ? died_before : died_after);

    // The slot's next process starts afresh on it.
    reader.reset();
    RingWriter next = left.writer();
    ASSERT_TRUE(push_text(next, "third"));
    ASSERT_THAT(read_texts(reader), ElementsAre("third"));
  } while (producer.step());
  EXPECT_GT(died_before, 10);
  EXPECT_GT(died_after, 0);
}

}  // namespace
}  // namespace brood::channel
