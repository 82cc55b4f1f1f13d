// Transfers in a multi handle.

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "tests/agent/tap/curl_fixture.hpp"

namespace brood::test {
namespace {

class CurlTapMulti : public CurlTap {
 protected:
  ~CurlTapMulti() override { close(); }

  Easy& add(const std::string& to) {
    handles_.push_back(std::make_unique<Easy>(to));
    handles_.back()->set(CURLOPT_FOLLOWLOCATION, 1L);
    EXPECT_EQ(curl_multi_add_handle(multi_, handles_.back()->handle), CURLM_OK);
    return *handles_.back();
  }
  void remove(Easy& easy) { EXPECT_EQ(curl_multi_remove_handle(multi_, easy.handle), CURLM_OK); }
  void run(int until_running = 0) {
    int running = 0;
    do {
      ASSERT_EQ(curl_multi_perform(multi_, &running), CURLM_OK);
      if (running > until_running) curl_multi_wait(multi_, nullptr, 0, 100, nullptr);
    } while (running > until_running);
  }
  CURLMsg* read(int* left = nullptr) {
    int ignored = 0;
    return curl_multi_info_read(multi_, left == nullptr ? &ignored : left);
  }
  void close() {
    if (multi_ != nullptr) curl_multi_cleanup(multi_);
    multi_ = nullptr;
  }

  CURLM* multi_ = curl_multi_init();
  std::vector<std::unique_ptr<Easy>> handles_;
};

TEST_F(CurlTapMulti, RecordsWhenTheProgramReadsTheEnd) {
  add(url("/ok"));
  run();
  EXPECT_TRUE(recorded().empty());
  EXPECT_NE(read(), nullptr);
  EXPECT_EQ(only().url, url("/ok"));
  EXPECT_EQ(only().status, 200);
  expect_as_many_as_handled();
}

TEST_F(CurlTapMulti, RecordsOnceWhateverComesAfter) {
  Easy& easy = add(url("/ok"));
  run();
  EXPECT_NE(read(), nullptr);
  remove(easy);
  easy.close();
  close();
  EXPECT_EQ(recorded().size(), 1u);
}

TEST_F(CurlTapMulti, RecordsWhenTheHandleIsRemovedUnread) {
  Easy& easy = add(url("/redirect/2/302"));
  run();
  remove(easy);
  EXPECT_EQ(only().redirects, 2u);
  EXPECT_FALSE(only().failed_transport);
  expect_as_many_as_handled();
}

TEST_F(CurlTapMulti, RecordsWhenTheHandleIsCleanedUpUnread) {
  add(url("/ok")).set(CURLOPT_NOBODY, 1L);
  run();
  handles_.front()->close();
  EXPECT_EQ(only().method, "HEAD");
}

TEST_F(CurlTapMulti, RecordsWhenTheMultiHandleIsCleanedUpUnread) {
  for (int i = 0; i < 5; ++i) add(url("/ok"));
  run();
  close();
  EXPECT_EQ(recorded().size(), 5u);
  expect_as_many_as_handled();
}

TEST_F(CurlTapMulti, KnowsAFailureThatTheProgramDidNotRead) {
  Easy& easy = add(refused_url());
  run();
  remove(easy);
  EXPECT_TRUE(only().failed_transport);
  EXPECT_EQ(only().error, curl_easy_strerror(CURLE_COULDNT_CONNECT));
}

TEST_F(CurlTapMulti, StillGivesTheProgramTheMessagesItSawFirst) {
  Easy& first = add(url("/ok"));
  run();
  Easy& second = add(url("/status/404"));
  run();
  Easy& third = add(url("/status/500"));
  run();
  remove(second);

  int left = -1;
  const CURLMsg* message = read(&left);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->easy_handle, first.handle);
  EXPECT_EQ(left, 1);
  message = read(&left);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->easy_handle, third.handle);
  EXPECT_EQ(left, 0);
  EXPECT_EQ(read(&left), nullptr);
  EXPECT_EQ(recorded().size(), 3u);
}

TEST_F(CurlTapMulti, GivesTheProgramLaterMessagesAfterThose) {
  Easy& first = add(url("/ok"));
  Easy& second = add(url("/ok"));
  run();
  remove(first);
  Easy& third = add(url("/ok"));
  run();

  int left = -1;
  ASSERT_EQ(read(&left)->easy_handle, second.handle);
  EXPECT_EQ(left, 1);
  ASSERT_EQ(read(&left)->easy_handle, third.handle);
  EXPECT_EQ(left, 0);
}

TEST_F(CurlTapMulti, LeavesThePauseOfTheProgramOutOfTheDuration) {
  const auto begin = std::chrono::steady_clock::now();
  add(url("/ok"));
  run();
  const auto transfer = std::chrono::steady_clock::now() - begin;
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  EXPECT_NE(read(), nullptr);
  EXPECT_GT(only().duration, 0u);
  EXPECT_LE(only().duration, static_cast<std::uint64_t>(transfer.count()));
}

TEST_F(CurlTapMulti, RecordsEachTransferOfAHandleThatIsAddedAgain) {
  Easy& easy = add(url("/ok"));
  for (int i = 0; i < 50; ++i) {
    run();
    EXPECT_NE(read(), nullptr);
    remove(easy);
    ASSERT_EQ(curl_multi_add_handle(multi_, easy.handle), CURLM_OK);
  }
  remove(easy);
  EXPECT_EQ(recorded().size(), 50u);
  expect_as_many_as_handled();
}

TEST_F(CurlTapMulti, RecordsARequestThatIsCutShortAsFailed) {
  Easy& easy = add(url("/slow/3000"));
  add(url("/slow/20"));
  run(1);
  remove(easy);
  ASSERT_EQ(recorded().size(), 2u);
  EXPECT_FALSE(recorded()[0].failed_transport);
  EXPECT_EQ(recorded()[1].url, url("/slow/3000"));
  EXPECT_TRUE(recorded()[1].failed_transport);
  EXPECT_EQ(recorded()[1].error, "removed from its multi handle before it was done");
}

TEST_F(CurlTapMulti, RecordsTheSecondTransferOfAHandleAsCutShort) {
  Easy& easy = add(url("/ok"));
  run();
  remove(easy);
  easy.set(CURLOPT_URL, url("/slow/3000").c_str());
  ASSERT_EQ(curl_multi_add_handle(multi_, easy.handle), CURLM_OK);
  int running = 0;
  for (int i = 0; i < 10; ++i) {
    curl_multi_perform(multi_, &running);
    curl_multi_wait(multi_, nullptr, 0, 5, nullptr);
  }
  remove(easy);
  ASSERT_EQ(recorded().size(), 2u);
  EXPECT_TRUE(recorded()[1].failed_transport);
}

TEST_F(CurlTapMulti, DoesNotRecordAHandleThatNeverSentAnything) {
  remove(add(url("/ok")));
  add(url("/ok")).close();
  EXPECT_TRUE(recorded().empty());
}

TEST_F(CurlTapMulti, TellsApartAnEasyTransferOnTheSameThread) {
  add(url("/ok"));
  Easy easy(url("/status/404"));
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_EQ(only().status, 404);
  run();
  EXPECT_NE(read(), nullptr);
  EXPECT_EQ(recorded().size(), 2u);
  expect_as_many_as_handled();
}

TEST_F(CurlTapMulti, CountsThirtyParallelTransfersExactly) {
  for (int i = 0; i < 30; ++i) add(url("/redirect/1/302"));
  run();
  int read_messages = 0;
  while (read() != nullptr) ++read_messages;
  EXPECT_EQ(read_messages, 30);
  EXPECT_EQ(recorded().size(), 30u);
  expect_as_many_as_handled();
}

}  // namespace
}  // namespace brood::test
