#pragma once

#include <curl/curl.h>
#include <gmock/gmock.h>

#include <string>

#include "tests/agent/tap/recorded.hpp"
#include "tests/support/http_server.hpp"

namespace brood::test {

inline std::size_t keep(char* data, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(data, size * count);
  return size * count;
}

inline std::size_t discard(char*, std::size_t size, std::size_t count, void*) { return size * count; }

// An easy handle as a test would write one.
struct Easy {
  CURL* handle = curl_easy_init();

  Easy() { set(CURLOPT_WRITEFUNCTION, discard); }
  explicit Easy(const std::string& url) : Easy() { set(CURLOPT_URL, url.c_str()); }
  Easy(const Easy&) = delete;
  Easy& operator=(const Easy&) = delete;
  ~Easy() { close(); }

  template <class Value>
  void set(CURLoption option, Value value) {
    ASSERT_EQ(curl_easy_setopt(handle, option, value), CURLE_OK);
  }
  CURLcode perform() const { return curl_easy_perform(handle); }
  CURLcode get(const std::string& url) {
    set(CURLOPT_URL, url.c_str());
    return perform();
  }
  void close() {
    if (handle != nullptr) curl_easy_cleanup(handle);
    handle = nullptr;
  }
};

class CurlTap : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (server == nullptr) server = new HttpServer;
  }
  CurlTap() {
    server->handled();
    start_recording();
  }
  static std::string url(const std::string& path) { return server->url(path); }
  // The one request recorded.
  static Recorded only() {
    const auto all = recorded();
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? Recorded{} : all.front();
  }
  // Requests and redirects must be as many as the server handled.
  static void expect_as_many_as_handled() {
    std::size_t counted = 0;
    for (const Recorded& one : recorded()) counted += 1 + one.redirects;
    EXPECT_EQ(counted, static_cast<std::size_t>(server->handled()));
  }

  static inline HttpServer* server = nullptr;  // NOLINT(readability-identifier-naming): of all tests
};

}  // namespace brood::test
