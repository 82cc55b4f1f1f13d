// Method and URL of a request: those of its first hop.

#include <functional>

#include "tests/agent/tap/curl_fixture.hpp"

namespace brood::test {
namespace {

std::size_t no_body(char*, std::size_t, std::size_t, void*) { return 0; }

struct Way {
  const char* method;
  std::function<void(Easy&)> ask;
};

const Way ways[] = {
    {"GET", [](Easy&) {}},
    {"HEAD", [](Easy& easy) { easy.set(CURLOPT_NOBODY, 1L); }},
    {"POST", [](Easy& easy) { easy.set(CURLOPT_POSTFIELDS, "a=1"); }},
    {"POST", [](Easy& easy) { easy.set(CURLOPT_COPYPOSTFIELDS, "a=1"); }},
    {"PUT",
     [](Easy& easy) {
       easy.set(CURLOPT_UPLOAD, 1L);
       easy.set(CURLOPT_READFUNCTION, no_body);
       easy.set(CURLOPT_INFILESIZE, 0L);
     }},
    {"DELETE", [](Easy& easy) { easy.set(CURLOPT_CUSTOMREQUEST, "DELETE"); }},
};

class Method : public CurlTap, public testing::WithParamInterface<Way> {};

TEST_P(Method, IsThatOfThePlainRequest) {
  Easy easy(url("/ok"));
  GetParam().ask(easy);
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_EQ(only().method, GetParam().method);
  expect_as_many_as_handled();
}

TEST_P(Method, IsThatOfTheFirstHopWhenRedirected) {
  for (const char* status : {"301", "302", "303", "307"}) {
    start_recording();
    server->handled();
    Easy easy(url("/redirect/3/" + std::string(status)));
    easy.set(CURLOPT_FOLLOWLOCATION, 1L);
    GetParam().ask(easy);
    ASSERT_EQ(easy.perform(), CURLE_OK);

    EXPECT_EQ(only().method, GetParam().method) << status;
    EXPECT_EQ(only().url, url("/redirect/3/" + std::string(status)));
    EXPECT_EQ(only().redirects, 3u);
    EXPECT_EQ(only().status, 200);
    expect_as_many_as_handled();
  }
}

INSTANTIATE_TEST_SUITE_P(CurlTap, Method, testing::ValuesIn(ways),
                         [](const auto& param) { return param.param.method + std::to_string(param.index); });

TEST_F(CurlTap, NamesAMethodOfTheProgramsOwnWithABody) {
  Easy easy(url("/redirect/1/307"));
  easy.set(CURLOPT_FOLLOWLOCATION, 1L);
  easy.set(CURLOPT_POSTFIELDS, "a=1");
  easy.set(CURLOPT_CUSTOMREQUEST, "PATCH");
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_EQ(only().method, "PATCH");
  EXPECT_EQ(only().status, 200);
  expect_as_many_as_handled();
}

TEST_F(CurlTap, NamesAHandleThatIsUsedAgainAfterARedirectByItsFirstHop) {
  Easy easy(url("/redirect/1/302"));
  easy.set(CURLOPT_FOLLOWLOCATION, 1L);
  ASSERT_EQ(easy.perform(), CURLE_OK);
  ASSERT_EQ(easy.perform(), CURLE_OK);
  ASSERT_EQ(recorded().size(), 2u);
  EXPECT_EQ(recorded()[1].url, url("/redirect/1/302"));
}

TEST_F(CurlTap, NamesARequestWhoseUrlIsGivenInParts) {
  CURLU* parts = curl_url();
  curl_url_set(parts, CURLUPART_URL, url("/ok").c_str(), 0);
  Easy easy;
  easy.set(CURLOPT_CURLU, parts);
  easy.set(CURLOPT_FOLLOWLOCATION, 1L);
  curl_url_set(parts, CURLUPART_PATH, "/redirect/1/302", 0);
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_EQ(only().url, url("/redirect/1/302"));
  easy.close();
  curl_url_cleanup(parts);
}

TEST_F(CurlTap, KnowsADuplicatedHandle) {
  Easy easy(url("/redirect/1/302"));
  easy.set(CURLOPT_FOLLOWLOCATION, 1L);
  easy.set(CURLOPT_POSTFIELDS, "a=1");
  CURL* copy = curl_easy_duphandle(easy.handle);
  easy.close();
  ASSERT_EQ(curl_easy_perform(copy), CURLE_OK);
  curl_easy_cleanup(copy);
  EXPECT_EQ(only().method, "POST");
  EXPECT_EQ(only().url, url("/redirect/1/302"));
}

TEST_F(CurlTap, ForgetsTheOptionsOfAHandleThatIsReset) {
  Easy easy(url("/ok"));
  easy.set(CURLOPT_POSTFIELDS, "a=1");
  curl_easy_reset(easy.handle);
  easy.set(CURLOPT_WRITEFUNCTION, discard);
  easy.set(CURLOPT_FOLLOWLOCATION, 1L);
  ASSERT_EQ(easy.get(url("/redirect/1/302")), CURLE_OK);
  EXPECT_EQ(only().method, "GET");
}

TEST_F(CurlTap, CountsTheRepetitionForAuthenticationBesideTheRequest) {
  Easy easy(url("/auth"));
  easy.set(CURLOPT_HTTPAUTH, CURLAUTH_ANY);
  easy.set(CURLOPT_USERPWD, "name:word");
  ASSERT_EQ(easy.perform(), CURLE_OK);
  EXPECT_EQ(only().status, 200);
  EXPECT_EQ(only().redirects, 1u);
  expect_as_many_as_handled();
}

TEST_F(CurlTap, CountsTheRedirectsUpToTheLimit) {
  Easy easy(url("/redirect/5/302"));
  easy.set(CURLOPT_FOLLOWLOCATION, 1L);
  easy.set(CURLOPT_MAXREDIRS, 2L);
  ASSERT_EQ(easy.perform(), CURLE_TOO_MANY_REDIRECTS);
  EXPECT_TRUE(only().failed_transport);
  EXPECT_EQ(only().redirects, 2u);
  expect_as_many_as_handled();
}

}  // namespace
}  // namespace brood::test
