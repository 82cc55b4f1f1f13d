// Three users, played by a test, on memory as brood shares it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "runner/swarm/aggregator.hpp"
#include "tests/support/shared_layout.hpp"

namespace brood {

inline constexpr std::uint64_t kStart = 1'000'000'000'000;
inline constexpr std::uint64_t kMs = 1'000'000;
inline constexpr channel::Counts kCounts{2, 3};

// Three users, played by the test, on memory as brood shares it. Users 1 and 2 live in one process.
class AnAggregator : public testing::Test {
 protected:
  AnAggregator() {
    for (std::uint32_t i = 0; i < 2; ++i) start_process(i);
    aggregator_.start(kStart, std::chrono::seconds{1});
    now_ = kStart + 3'600'000 * kMs;
  }

  void start_process(std::uint32_t slot) {
    ++layout_.orders(slot).generation;
    rings_[slot] = channel::RingWriter(&layout_.slot(slot), &layout_.orders(slot), layout_.ring(slot));
  }
  channel::RingWriter& ring_of(std::uint32_t user) { return rings_[placement_.slot_of(user)]; }

  void begin(std::uint32_t user, std::uint32_t task, std::uint64_t at_ms = 0) {
    channel::UserState& shared = layout_.user(user);
    shared.task = task;
    shared.since = kStart + at_ms * kMs;
    shared.activity = channel::kIteration;
    ++shared.started;
  }
  void end(std::uint32_t user, std::uint32_t task, Outcome outcome, std::uint64_t end_ms,
           std::uint64_t lasted_ms = 1) {
    IterationSample sample{};
    sample.start = kStart + (end_ms - lasted_ms) * kMs;
    sample.duration = lasted_ms * kMs;
    sample.late = kUnplanned;
    sample.task = task;
    sample.user = user;
    sample.outcome = outcome;
    push(user, channel::kIterationDone, sample);
    layout_.user(user).activity = channel::kIdle;
  }
  void iterate(std::uint32_t user, std::uint32_t task, Outcome outcome, std::uint64_t end_ms,
               std::uint64_t lasted_ms = 1) {
    begin(user, task);
    end(user, task, outcome, end_ms, lasted_ms);
  }
  void define(std::uint32_t user, std::uint32_t id, const std::string& method, const std::string& name,
              bool is_path = false) {
    const channel::DefineRecord record{id, static_cast<std::uint8_t>(method.size()),
                                       static_cast<std::uint8_t>(is_path ? 1 : 0),
                                       static_cast<std::uint16_t>(name.size())};
    const std::string text = method + name;
    ASSERT_TRUE(ring_of(user).try_push(
        channel::kDefine,
        {{&record, sizeof record}, {text.data(), static_cast<std::uint32_t>(text.size())}}));
  }
  void request(std::uint32_t user, std::uint32_t id, std::uint32_t task, Outcome outcome,
               std::uint64_t end_ms) {
    RequestSample sample{};
    sample.start = kStart + (end_ms - 1) * kMs;
    sample.duration = kMs;
    sample.request = id;
    sample.task = task;
    sample.user = user;
    sample.status = outcome == Outcome::passed ? 200 : 503;
    sample.outcome = outcome;
    for (std::uint64_t& phase : sample.phases) phase = kNoPhase;
    push(user, channel::kRequestDone, sample);
  }
  void fail(std::uint32_t user, channel::FailureOf of, std::uint32_t subject, const std::string& file,
            const std::string& text, bool more = false) {
    channel::FailureRecord record{};
    record.user = user;
    record.of = of;
    record.subject = subject;
    record.line = 7;
    record.file_length = static_cast<std::uint16_t>(file.size());
    record.text_length = static_cast<std::uint16_t>(text.size());
    record.more = more;
    const std::string both = file + text;
    ASSERT_TRUE(ring_of(user).try_push(
        channel::kFailure,
        {{&record, sizeof record}, {both.data(), static_cast<std::uint32_t>(both.size())}}));
  }
  template <class Record>
  void push(std::uint32_t user, channel::RecordType type, const Record& record) {
    ASSERT_TRUE(ring_of(user).try_push(type, {{&record, sizeof record}}));
  }

  Interval close(bool drain = false) {
    EXPECT_THAT(aggregator_.drain(), testing::IsEmpty());
    end_ += std::chrono::seconds{1};
    return aggregator_.close(end_, end_ + std::chrono::seconds{1}, drain);
  }

  void goodbye(std::uint32_t user) { push(user, channel::kGoodbye, channel::GoodbyeRecord{0}); }

  SharedLayout shared_{kCounts};
  const channel::OwnLayout& layout_ = *shared_;
  UserPlacement placement_{kCounts.users, kCounts.slots, {0, 1, 1}};
  std::array<channel::RingWriter, 2> rings_;
  std::uint64_t now_ = kStart;
  Aggregator aggregator_{layout_,  placement_, {"Shop.Browse", "Shop.Order"},
                         {"Shop"}, {},         [this] { return now_; }};
  Nanos end_{};
};

}  // namespace brood
