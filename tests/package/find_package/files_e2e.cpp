#include <curl/curl.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace {

size_t append(char* data, size_t size, size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

class Files : public testing::Test {
 protected:
  void SetUp() override {
    const char* url = std::getenv("FILES_URL");
    ASSERT_NE(url, nullptr) << "start the server and tell its address in FILES_URL";
    base_ = url;
    handle_ = curl_easy_init();
    ASSERT_NE(handle_, nullptr);
  }
  void TearDown() override { curl_easy_cleanup(handle_); }

  long get(const std::string& path) {
    curl_easy_setopt(handle_, CURLOPT_URL, (base_ + path).c_str());
    curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(handle_, CURLOPT_WRITEDATA, &body_);
    EXPECT_EQ(curl_easy_perform(handle_), CURLE_OK);
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    return status;
  }

  std::string base_;
  std::string body_;
  CURL* handle_ = nullptr;
};

TEST_F(Files, AreServed) {
  EXPECT_EQ(get("/CMakeLists.txt"), 200);
  EXPECT_NE(body_.find("project(files"), std::string::npos);
}

TEST_F(Files, ThatAreMissingAreNotFound) { EXPECT_EQ(get("/missing.txt"), 404); }

}  // namespace
