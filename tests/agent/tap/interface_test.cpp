// What the tap believes of libcurl, compared with libcurl.

#include <curl/curl.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>

#include "runner/agent/tap/curl_api.hpp"
#include "runner/agent/tap/curl_handles.hpp"

namespace brood::curl {
namespace {

struct Pair {
  int ours;
  int libcurls;
};
constexpr Pair pairs[] = {
    {kOk, CURLE_OK},
    {kFailedInit, CURLE_FAILED_INIT},
    {kHttpReturnedError, CURLE_HTTP_RETURNED_ERROR},
    {kMultiInternalError, CURLM_INTERNAL_ERROR},
    {kDone, CURLMSG_DONE},
    {kNoBody, CURLOPT_NOBODY},
    {kUpload, CURLOPT_UPLOAD},
    {kPost, CURLOPT_POST},
    {kHttpGet, CURLOPT_HTTPGET},
    {kConnectOnly, CURLOPT_CONNECT_ONLY},
    {kUrl, CURLOPT_URL},
    {kPostFields, CURLOPT_POSTFIELDS},
    {kHttpHeader, CURLOPT_HTTPHEADER},
    {kCustomRequest, CURLOPT_CUSTOMREQUEST},
    {kCopyPostFields, CURLOPT_COPYPOSTFIELDS},
    {kMimePost, CURLOPT_MIMEPOST},
    {kUrlParts, CURLOPT_CURLU},
    {kEffectiveUrl, CURLINFO_EFFECTIVE_URL},
    {kEffectiveMethod, CURLINFO_EFFECTIVE_METHOD},
    {kResponseCode, CURLINFO_RESPONSE_CODE},
    {kHeaderSize, CURLINFO_HEADER_SIZE},
    {kRequestSize, CURLINFO_REQUEST_SIZE},
    {kRedirectCount, CURLINFO_REDIRECT_COUNT},
    {kNumConnects, CURLINFO_NUM_CONNECTS},
    {kSizeUpload, CURLINFO_SIZE_UPLOAD_T},
    {kSizeDownload, CURLINFO_SIZE_DOWNLOAD_T},
    {kTotalTime, CURLINFO_TOTAL_TIME_T},
    {kNameLookupTime, CURLINFO_NAMELOOKUP_TIME_T},
    {kConnectTime, CURLINFO_CONNECT_TIME_T},
    {kPreTransferTime, CURLINFO_PRETRANSFER_TIME_T},
    {kStartTransferTime, CURLINFO_STARTTRANSFER_TIME_T},
    {kAppConnectTime, CURLINFO_APPCONNECT_TIME_T},
};

TEST(CurlInterface, NumbersAreThoseOfLibcurl) {
  for (const Pair& pair : pairs) EXPECT_EQ(pair.ours, pair.libcurls);
}

static_assert(takes_offset(CURLOPT_INFILESIZE_LARGE) && takes_long(CURLOPT_POST) && !takes_long(CURLOPT_URL));
static_assert(!takes_offset(CURLOPT_URL) && !takes_offset(CURLOPT_WRITEFUNCTION) &&
              !takes_offset(CURLOPT_SSLCERT_BLOB));

static_assert(sizeof(Message) == sizeof(CURLMsg));
static_assert(offsetof(Message, easy) == offsetof(CURLMsg, easy_handle));
static_assert(offsetof(Message, data) == offsetof(CURLMsg, data));

struct Step {
  CURLoption option;
  long number;
  const char* text;
};
constexpr CURLoption kOldPut = static_cast<CURLoption>(kPut);
const Step steps[] = {
    {CURLOPT_NOBODY, 1, nullptr},
    {CURLOPT_NOBODY, 0, nullptr},
    {CURLOPT_UPLOAD, 1, nullptr},
    {CURLOPT_UPLOAD, 0, nullptr},
    {CURLOPT_POST, 1, nullptr},
    {CURLOPT_POST, 0, nullptr},
    {kOldPut, 1, nullptr},
    {kOldPut, 0, nullptr},
    {CURLOPT_HTTPGET, 1, nullptr},
    {CURLOPT_HTTPGET, 0, nullptr},
    {CURLOPT_POSTFIELDS, 0, "a"},
    {CURLOPT_POSTFIELDS, 0, nullptr},
    {CURLOPT_COPYPOSTFIELDS, 0, "a"},
    {CURLOPT_MIMEPOST, 0, nullptr},
    {CURLOPT_CUSTOMREQUEST, 0, "DELETE"},
    {CURLOPT_CUSTOMREQUEST, 0, nullptr},
};

TEST(CurlInterface, MethodFollowsAnyOrderOfOptionsAsLibcurlDoes) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    CURL* easy = curl_easy_init();
    Request request;
    std::string said;
    for (int i = 0; i < 6; ++i) {
      const Step& step = steps[random() % std::size(steps)];
      said += std::to_string(step.option) + "=" +
              (step.text == nullptr ? std::to_string(step.number) : step.text) + " ";
      if (takes_long(step.option)) {
        curl_easy_setopt(easy, step.option, step.number);
        set_option(request, step.option, step.number);
      } else {
        curl_easy_setopt(easy, step.option, step.text);
        set_option(request, step.option, static_cast<const void*>(step.text));
      }
    }
    curl_easy_setopt(easy, CURLOPT_URL, "file:///dev/null");
    curl_easy_setopt(easy, CURLOPT_READDATA, nullptr);
    curl_easy_setopt(
        easy, CURLOPT_READFUNCTION, +[](char*, size_t, size_t, void*) { return size_t{0}; });
    curl_easy_perform(easy);
    const char* method = nullptr;
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_METHOD, &method);
    EXPECT_STREQ(method_of(request), method) << said;
    release(request);
    curl_easy_cleanup(easy);
  }
}

TEST(CurlInterface, UrlIsKeptUpToItsFragment) {
  Request request;
  set_url(request, "http://a/items?x=1");
  EXPECT_STREQ(request.url, "http://a/items?x=1");
  set_url(request, "/longer/than/the/one/before/it#top");
  EXPECT_STREQ(request.url, "/longer/than/the/one/before/it");
  set_url(request, nullptr);
  EXPECT_STREQ(request.url, "");
  release(request);
}

}  // namespace
}  // namespace brood::curl
