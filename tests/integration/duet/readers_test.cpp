// The same readers as GoogleTest tests, each user with a connection of its own.
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

namespace {

std::size_t keep(char* data, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(data, size * count);
  return size * count;
}

class Reader : public testing::Test {
 protected:
  void SetUp() override { std::this_thread::sleep_for(std::chrono::milliseconds(3 + std::rand() % 6)); }

  static std::string get(const std::string& path) {
    static CURL* const connection = curl_easy_init();
    std::string answer;
    const std::string url = std::getenv("BROOD_SUT_URL") + path;
    curl_easy_setopt(connection, CURLOPT_URL, url.c_str());
    curl_easy_setopt(connection, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(connection, CURLOPT_WRITEDATA, &answer);
    curl_easy_perform(connection);
    return answer;
  }
};

TEST_F(Reader, item) { EXPECT_EQ("item\n", get("/item")); }
TEST_F(Reader, page) { EXPECT_EQ("page\n", get("/page")); }

}  // namespace
