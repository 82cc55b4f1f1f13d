// A program under the tap, put together with libcurl in one way or another. Makes one request in each way it
// can, and prints what the tap says and how many requests it recorded.
//   VARIANT_CURL    has a libcurl itself
//   VARIANT_HELPER  is linked with helper.cpp
//   argument        loads helper.cpp from that file

#include <cstdio>
#include <cstdlib>

#include "tests/agent/tap/recorded.hpp"

#ifdef VARIANT_CURL
#include <curl/curl.h>
#endif
#ifdef VARIANT_LOAD
#include <dlfcn.h>
#endif

extern "C" {
const char* brood_curl_tap_problem(void);
void* helper_open(const char* url);
int helper_ask_for_openssl(void* easy);
int helper_perform(void* easy);
void helper_close(void* easy);
}

namespace {

constexpr const char* kUrl = "http://127.0.0.1:1/items";

[[maybe_unused]] void expect(bool condition, const char* what) {
  if (condition) return;
  std::printf("not so: %s\n", what);
  std::exit(1);
}

#ifdef VARIANT_CURL
void use_own() {
  CURL* easy = curl_easy_init();
  expect(curl_easy_setopt(easy, CURLOPT_URL, kUrl) == CURLE_OK, "an option is taken");
  expect(curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, nullptr) == CURLE_OK,
         "the program's libcurl is over OpenSSL");
  expect(curl_easy_perform(easy) == CURLE_COULDNT_CONNECT, "the program's request is refused");
  curl_easy_cleanup(easy);
}
#endif

#ifdef VARIANT_HELPER
void use_helper() {
  void* easy = helper_open(kUrl);
  expect(helper_ask_for_openssl(easy) != 0, "the helper's libcurl is not over OpenSSL");
  expect(helper_perform(easy) == 7, "the helper's request is refused");
  helper_close(easy);
}
#endif

#ifdef VARIANT_LOAD
void use_loaded(const char* file) {
  void* helper = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  expect(helper != nullptr, "the helper can be loaded");
  void* easy = reinterpret_cast<void* (*)(const char*)>(dlsym(helper, "helper_open"))(kUrl);
  expect(reinterpret_cast<int (*)(void*)>(dlsym(helper, "helper_perform"))(easy) == 7,
         "the request is refused");
  reinterpret_cast<void (*)(void*)>(dlsym(helper, "helper_close"))(easy);
}
#endif

}  // namespace

int main([[maybe_unused]] int argc, [[maybe_unused]] char** argv) {
  brood::test::start_recording();
#ifdef VARIANT_CURL
  use_own();
#endif
#ifdef VARIANT_HELPER
  use_helper();
#endif
#ifdef VARIANT_LOAD
  if (argc > 1) use_loaded(argv[1]);
#endif
  const char* problem = brood_curl_tap_problem();
  std::printf("recorded %zu; %s\n", brood::test::recorded().size(),
              problem == nullptr ? "no problem" : problem);
}
