// Transfers by curl_easy_perform.

#include <atomic>
#include <thread>
#include <vector>

#include "brood/agent.h"
#include "tests/agent/tap/curl_fixture.hpp"

namespace brood::test {
namespace {

using testing::HasSubstr;

TEST_F(CurlTap, RecordsAGet) {
  Easy easy(url("/ok?page=2"));
  ASSERT_EQ(easy.perform(), CURLE_OK);

  const Recorded request = only();
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.url, url("/ok?page=2"));
  EXPECT_EQ(request.status, 200);
  EXPECT_FALSE(request.failed_transport);
  EXPECT_EQ(request.error, "");
  EXPECT_EQ(request.redirects, 0u);
  expect_as_many_as_handled();
}

TEST_F(CurlTap, PutsTraceHeadersBeforeTheProgramsOwnAndTakesThemOutAgain) {
  Easy easy(url("/echo"));
  std::string body;
  easy.set(CURLOPT_WRITEFUNCTION, keep);
  easy.set(CURLOPT_WRITEDATA, &body);
  curl_slist* own = curl_slist_append(nullptr, "X-Own: 1");
  easy.set(CURLOPT_HTTPHEADER, own);
  trace_with({"traceparent: 00-1", "X-Brood-Task: Shop.Buys;user=3"});
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_THAT(body, AllOf(HasSubstr("traceparent: 00-1"), HasSubstr("X-Brood-Task: Shop.Buys;user=3"),
                          HasSubstr("X-Own: 1")));
  trace_with({});
  body.clear();
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_THAT(body, AllOf(Not(HasSubstr("traceparent")), HasSubstr("X-Own: 1")));
  easy.set(CURLOPT_HTTPHEADER, nullptr);
  curl_slist_free_all(own);
}

TEST_F(CurlTap, MeasuresTheTransferOnTheMonotonicClock) {
  const auto now = [] {
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  };
  Easy easy(url("/slow/20"));
  const std::uint64_t before = now();
  ASSERT_EQ(easy.perform(), CURLE_OK);
  const std::uint64_t after = now();

  EXPECT_GE(only().start, before);
  EXPECT_LE(only().start + only().duration, after);
  EXPECT_GE(only().duration, 20'000'000u);
}

TEST_F(CurlTap, TellsThePhasesOfANewConnection) {
  Easy easy(url("/slow/200"));
  ASSERT_EQ(easy.perform(), CURLE_OK);

  const Recorded request = only();
  EXPECT_NE(request.dns, BROOD_NO_PHASE);
  EXPECT_NE(request.connect, BROOD_NO_PHASE);
  EXPECT_EQ(request.tls, BROOD_NO_PHASE);
  EXPECT_GE(request.wait, 100'000'000u);  // libcurl may notice late that the request is out
  EXPECT_LE(request.dns + request.connect + request.wait + request.receive, request.duration);
}

TEST_F(CurlTap, TellsNoConnectionPhasesWhenTheConnectionIsReused) {
  Easy easy(url("/ok"));
  ASSERT_EQ(easy.perform(), CURLE_OK);
  start_recording();
  ASSERT_EQ(easy.perform(), CURLE_OK);

  const Recorded request = only();
  EXPECT_EQ(request.dns, BROOD_NO_PHASE);
  EXPECT_EQ(request.connect, BROOD_NO_PHASE);
  EXPECT_EQ(request.tls, BROOD_NO_PHASE);
  EXPECT_NE(request.wait, BROOD_NO_PHASE);
  EXPECT_NE(request.receive, BROOD_NO_PHASE);
}

TEST_F(CurlTap, CountsBytesWithHeaders) {
  const std::string body(500, 'x');
  Easy easy(url("/ok"));
  easy.set(CURLOPT_POSTFIELDS, body.c_str());
  ASSERT_EQ(easy.perform(), CURLE_OK);

  EXPECT_GT(only().bytes_out, 500u + 50u);
  EXPECT_LT(only().bytes_out, 500u + 400u);
  EXPECT_GT(only().bytes_in, 5u + 50u);
  EXPECT_LT(only().bytes_in, 5u + 400u);
}

TEST_F(CurlTap, CountsTheBytesOfALargeBodyOnce) {
  const std::string body(3'000'000, 'x');  // past Expect: 100-continue
  Easy easy(url("/status/200"));
  easy.set(CURLOPT_POSTFIELDSIZE, 3'000'000L);
  easy.set(CURLOPT_POSTFIELDS, body.c_str());
  ASSERT_EQ(easy.perform(), CURLE_OK);

  EXPECT_GE(only().bytes_out, 3'000'000u);
  EXPECT_LT(only().bytes_out, 3'001'000u);
  expect_as_many_as_handled();
}

class Status : public CurlTap, public testing::WithParamInterface<int> {};

TEST_P(Status, IsToldAndIsNoTransportFailure) {
  Easy easy(url("/status/" + std::to_string(GetParam())));
  easy.set(CURLOPT_FAILONERROR, 1L);
  EXPECT_EQ(easy.perform(), GetParam() >= 400 ? CURLE_HTTP_RETURNED_ERROR : CURLE_OK);

  EXPECT_EQ(only().status, GetParam());
  EXPECT_FALSE(only().failed_transport);
  expect_as_many_as_handled();
}
INSTANTIATE_TEST_SUITE_P(CurlTap, Status, testing::Values(204, 304, 404, 409, 500, 503));

TEST_F(CurlTap, RecordsARefusedConnection) {
  Easy easy(refused_url());
  ASSERT_EQ(easy.perform(), CURLE_COULDNT_CONNECT);

  const Recorded request = only();
  EXPECT_TRUE(request.failed_transport);
  EXPECT_EQ(request.error, curl_easy_strerror(CURLE_COULDNT_CONNECT));
  EXPECT_EQ(request.status, 0);
  EXPECT_EQ(request.bytes_in + request.bytes_out, 0u);
  EXPECT_EQ(request.connect, BROOD_NO_PHASE);
  EXPECT_EQ(request.wait, BROOD_NO_PHASE);
  EXPECT_EQ(request.receive, BROOD_NO_PHASE);
}

TEST_F(CurlTap, RecordsATimeout) {
  Easy easy(url("/slow/3000"));
  easy.set(CURLOPT_TIMEOUT_MS, 50L);
  ASSERT_EQ(easy.perform(), CURLE_OPERATION_TIMEDOUT);

  EXPECT_TRUE(only().failed_transport);
  EXPECT_THAT(only().error, HasSubstr("imeout"));
  EXPECT_GE(only().duration, 50'000'000u);
  EXPECT_NE(only().connect, BROOD_NO_PHASE);
  EXPECT_EQ(only().wait, BROOD_NO_PHASE);
}

TEST_F(CurlTap, RecordsNothingOutsideLoad) {
  start_recording(false);
  Easy easy(url("/ok"));
  EXPECT_EQ(easy.perform(), CURLE_OK);
  EXPECT_TRUE(recorded().empty());
}

TEST_F(CurlTap, DoesNotTakeAMereConnectionForARequest) {
  Easy easy(url("/ok"));
  easy.set(CURLOPT_CONNECT_ONLY, 1L);
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_TRUE(recorded().empty());
}

TEST_F(CurlTap, RecordsARequestMadeInsideACallbackOfAnother) {
  Easy inner(url("/status/200"));
  Easy outer(url("/ok"));
  const auto call_inner = +[](char*, std::size_t size, std::size_t count, void* easy) {
    static_cast<Easy*>(easy)->perform();
    return size * count;
  };
  outer.set(CURLOPT_WRITEFUNCTION, call_inner);
  outer.set(CURLOPT_WRITEDATA, &inner);
  ASSERT_EQ(outer.perform(), CURLE_OK);

  EXPECT_EQ(recorded().size(), 2u);
  expect_as_many_as_handled();
}

TEST_F(CurlTap, CountsAThousandRequestsExactly) {
  Easy easy(url("/ok"));
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_EQ(recorded().size(), 1000u);
  expect_as_many_as_handled();
}

TEST_F(CurlTap, CountsRequestsOfTwentyThreadsExactly) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 20; ++t) {
    threads.emplace_back([] {
      for (int i = 0; i < 20; ++i) {
        Easy easy(url("/redirect/1/302"));
        easy.set(CURLOPT_NOSIGNAL, 1L);
        easy.set(CURLOPT_FOLLOWLOCATION, 1L);
        EXPECT_EQ(easy.perform(), CURLE_OK);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(recorded().size(), 400u);
  expect_as_many_as_handled();
}

TEST_F(CurlTap, CountsRequestsThatAnExceptionOfACallbackLeft) {
  const auto throws = [](char*, std::size_t, std::size_t, void*) -> std::size_t { throw 3; };
  for (int i = 0; i < 5; ++i) {
    Easy left(url("/ok"));
    left.set(CURLOPT_WRITEFUNCTION, static_cast<curl_write_callback>(throws));
    EXPECT_THROW(left.perform(), int);
    Easy next(url("/ok"));
    ASSERT_EQ(next.perform(), CURLE_OK);
  }
  EXPECT_EQ(recorded().size(), 10u);
  expect_as_many_as_handled();
}

}  // namespace
}  // namespace brood::test
