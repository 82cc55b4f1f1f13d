#include "scenarios/shop/server/web_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "scenarios/shop/server/request_fields.hpp"

namespace shop {
namespace {

using namespace std::chrono_literals;

class WebServerTest : public testing::Test {
 protected:
  void SetUp() override {
    web_.get("/health", [](const Request&) { return Reply{}; });
    web_.get("/double/(\\d+)", [](const Request& request) { return Reply{200, 2 * id_in_path(request)}; });
    web_.get("/broken", [](const Request&) -> Reply { throw std::runtime_error("out of lamps"); });
    web_.get("/cookie", [](const Request& request) {
      return Reply{200, session_cookie(request).value_or("none")};
    });
    port_ = web_.bind(0).value();
    serving_ = std::jthread([this] { web_.run(); });
  }
  void TearDown() override { web_.stop(); }

  httplib::Client client() {
    httplib::Client client("127.0.0.1", port_);
    client.set_keep_alive(true);
    return client;
  }

  WebServer web_{8};
  int port_ = 0;
  std::jthread serving_;
};

TEST_F(WebServerTest, AnswersInJson) {
  const auto answer = client().Get("/double/21");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "42");
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/json");
}

TEST_F(WebServerTest, UnknownPathIsNotFoundInJson) {
  const auto answer = client().Get("/nothing");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
  EXPECT_TRUE(nlohmann::json::parse(answer->body).contains("error"));
}

TEST_F(WebServerTest, ExceptionOfAHandlerIsAnInternalError) {
  const auto answer = client().Get("/broken");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 500);
  EXPECT_EQ(nlohmann::json::parse(answer->body).at("error"), "out of lamps");
}

TEST_F(WebServerTest, SessionCookieIsFoundAmongOthers) {
  const auto answer = client().Get("/cookie", {{"Cookie", "theme=dark; session=abc; language=en"}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "\"abc\"");
}

TEST_F(WebServerTest, TakenPortIsRefused) {
  WebServer second(1);
  EXPECT_EQ(second.bind(port_), std::nullopt);
}

TEST_F(WebServerTest, CountsEveryRequestOfConnectionsAtOnce) {
  constexpr std::uint64_t kEach = 50;
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i)
      clients.emplace_back([this] {
        auto http = client();
        for (std::uint64_t n = 0; n < kEach; ++n) http.Get("/double/1");
      });
  }
  client().Get("/health");
  EXPECT_EQ(web_.requests(), 4 * kEach) << "the look at /health must not count";
}

// A stalled connection takes 40 ms for nearly every answer; a busy machine delays some, not the fastest
// quarter.
TEST_F(WebServerTest, AnswersDoNotWaitForDelayedAcknowledgements) {
  using Clock = std::chrono::steady_clock;
  auto http = client();
  std::vector<Clock::duration> durations;
  for (int i = 0; i < 40; ++i) {
    const auto start = Clock::now();
    http.Get("/double/1");
    durations.push_back(Clock::now() - start);
  }
  std::sort(durations.begin(), durations.end());
  EXPECT_LT(durations[durations.size() / 4], 35ms);
}

TEST_F(WebServerTest, CanBeStoppedAgain) {
  web_.stop();
  serving_.join();
  web_.stop();
}

}  // namespace
}  // namespace shop
