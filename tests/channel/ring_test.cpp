#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/channel/ring_memory.hpp"

namespace brood::channel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(RingBytes, AreManyForFewUsersAndFewForMany) {
  EXPECT_EQ(ring_bytes(1), 256u * 1024);
  EXPECT_EQ(ring_bytes(64), 256u * 1024);
  EXPECT_EQ(ring_bytes(65), 128u * 1024);
  EXPECT_EQ(ring_bytes(1000), 16u * 1024);
  EXPECT_EQ(ring_bytes(1'000'000), 16u * 1024);
}

TEST(Ring, GivesRecordsInTheOrderOfTheirPushes) {
  RingMemory memory;
  RingWriter writer = memory.writer();
  RingReader reader = memory.reader();
  EXPECT_TRUE(push_text(writer, "one"));
  EXPECT_TRUE(push_text(writer, ""));
  EXPECT_TRUE(push_text(writer, "three"));
  EXPECT_THAT(read_texts(reader), ElementsAre("one", "", "three"));
  EXPECT_THAT(read_texts(reader), IsEmpty());
}

TEST(Ring, JoinsThePiecesOfARecord) {
  RingMemory memory;
  RingWriter writer = memory.writer();
  RingReader reader = memory.reader();
  EXPECT_TRUE(writer.try_push(kFailure, {{"ab", 2}, {"", 0}, {"cde", 3}}));
  EXPECT_THAT(read_texts(reader), ElementsAre("abcde"));
}

TEST(Ring, IsFullAtItsCapacityAndTakesMoreOnceRead) {
  RingMemory memory;
  RingWriter writer = memory.writer();
  RingReader reader = memory.reader();
  const std::string text(48, 'x');  // 64 bytes with its header
  for (std::uint32_t i = 0; i < kRingBytes / 64; ++i) ASSERT_TRUE(push_text(writer, text)) << i;
  EXPECT_FALSE(push_text(writer, text));
  EXPECT_TRUE(writer.half_full());
  EXPECT_EQ(read_texts(reader).size(), kRingBytes / 64);
  EXPECT_FALSE(writer.half_full());
  EXPECT_TRUE(push_text(writer, text));
}

TEST(Ring, KeepsRecordsWholeWhenItWraps) {
  RingMemory memory;
  RingWriter writer = memory.writer();
  RingReader reader = memory.reader();
  for (std::uint32_t size = 0; size < 3000; ++size) {
    const std::string text(size % 1021, static_cast<char>('a' + size % 26));
    ASSERT_TRUE(push_text(writer, text));
    ASSERT_THAT(read_texts(reader), ElementsAre(text)) << size;
  }
}

TEST(Ring, CarriesEverythingBetweenTwoThreads) {
  constexpr std::uint64_t kCount = 200'000;
  RingMemory memory;
  std::thread producer([&] {
    RingWriter writer = memory.writer();
    for (std::uint64_t i = 0; i < kCount; ++i) {
      while (!writer.try_push(kIterationDone, {{&i, sizeof i}})) writer.wait_for_room(now_ns() + 50'000'000);
    }
  });
  RingReader reader = memory.reader();
  std::uint64_t expected = 0;
  bool in_order = true;
  while (expected < kCount) {
    reader.drain([&](RecordType, const char* payload, std::uint32_t) {
      std::uint64_t value = 0;
      std::memcpy(&value, payload, sizeof value);
      in_order = in_order && value == expected;
      ++expected;
    });
  }
  producer.join();
  EXPECT_TRUE(in_order);
  EXPECT_EQ(expected, kCount);
}

TEST(Ring, WakesAWriterThatWaitsForRoom) {
  RingMemory memory;
  RingWriter writer = memory.writer();
  RingReader reader = memory.reader();
  while (push_text(writer, std::string(500, 'x'))) {
  }
  std::thread waiter([&] {
    while (!push_text(writer, std::string(500, 'y')))
      writer.wait_for_room(0);  // no limit: hangs if nobody wakes it
  });
  while (memory.slot().starving.load() == 0) std::this_thread::yield();
  read_texts(reader);
  waiter.join();
  EXPECT_THAT(read_texts(reader), ElementsAre(std::string(500, 'y')));
}

// The producer is a program under test and may write anywhere.
class ScribbledRing : public testing::Test {
 protected:
  ScribbledRing() { push_text(writer_, "fine"); }
  bool read() { return is_whole(reader_); }
  static bool is_whole(RingReader& reader) {
    return reader.drain([](RecordType, const char*, std::uint32_t) {});
  }
  RingMemory memory_;
  RingWriter writer_ = memory_.writer();
  RingReader reader_ = memory_.reader();
};

TEST_F(ScribbledRing, IsFoundWhenTheHeadIsBeyondTheRing) {
  memory_.slot().head.store(kRingBytes + 16);
  EXPECT_FALSE(read());
}

TEST_F(ScribbledRing, IsFoundWhenTheHeadWentBack) {
  read();
  memory_.slot().head.store(16);
  EXPECT_FALSE(read());
}

TEST_F(ScribbledRing, IsFoundWhenTheHeadIsNotAligned) {
  memory_.slot().head.store(24);
  EXPECT_FALSE(read());
}

TEST_F(ScribbledRing, IsFoundWhenTheHeadIsBeyondWhatWasWritten) {
  memory_.slot().head.store(64);
  EXPECT_FALSE(read());
}

TEST_F(ScribbledRing, IsFoundWhenARecordIsTooShortOrTooLong) {
  for (const std::uint32_t size : {0u, 7u, 64u, kRingBytes + 1, 0xffffffffu}) {
    std::memcpy(memory_.bytes(), &size, sizeof size);
    RingReader reader = memory_.reader();
    EXPECT_FALSE(is_whole(reader)) << size;
  }
}

TEST_F(ScribbledRing, IsFoundWhicheverByteOfARecordIsChanged) {
  push_text(writer_, "a second one, which is longer");
  const std::uint64_t written = memory_.slot().head;
  for (std::uint64_t i = 0; i < written; ++i) {
    memory_.bytes()[i] ^= 0x10;
    RingReader reader = memory_.reader();
    EXPECT_FALSE(is_whole(reader)) << i;
    EXPECT_NE(nullptr, reader.fault());
    memory_.bytes()[i] ^= 0x10;
  }
  EXPECT_TRUE(read());
}

TEST_F(ScribbledRing, IsFoundWhenARecordStandsInThePlaceOfAnother) {
  push_text(writer_, "also");
  std::memcpy(memory_.bytes(), memory_.bytes() + 32, 32);
  EXPECT_FALSE(read());
}

// The same record, written by the process that the slot had before.
TEST_F(ScribbledRing, IsFoundWhenBytesOfAnEarlierProcessAreTakenForRecords) {
  push_text(writer_, "fine");
  read();
  reader_.reset();
  ++memory_.orders().generation;
  RingWriter next = memory_.writer();
  push_text(next, "fine");
  memory_.slot().head.store(64);
  EXPECT_FALSE(read());
}

TEST_F(ScribbledRing, IsFoundWhenRecordsOfTheLastLapAreTakenForNew) {
  const std::string text(48, 'x');
  while (push_text(writer_, text)) {
  }
  EXPECT_TRUE(read());
  push_text(writer_, text);
  memory_.slot().head += 64;
  EXPECT_FALSE(read());
}

TEST_F(ScribbledRing, StaysSoUntilItIsReset) {
  memory_.slot().head.store(kRingBytes + 16);
  read();
  memory_.slot().head.store(32);
  EXPECT_FALSE(read());
  reader_.reset();
  RingWriter fresh = memory_.writer();
  EXPECT_TRUE(push_text(fresh, "again"));
  EXPECT_THAT(read_texts(reader_), ElementsAre("again"));
}

}  // namespace
}  // namespace brood::channel
