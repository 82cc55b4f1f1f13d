#pragma once

#include <curl/curl.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

struct Response {
  long status = 0;
  std::string body;
  std::string location;  // absolute, only in a redirect
  std::string url;       // where the answer came from, after redirects
  long redirects = 0;

  nlohmann::json json() const { return nlohmann::json::parse(body); }
};

// A browser without a screen: keeps its connection and its cookies from one request to the next.
// Throws std::runtime_error when there is no answer at all.
class HttpClient {
 public:
  explicit HttpClient(std::string base_url);

  Response get(const std::string& path);
  Response get_and_follow(const std::string& path);
  Response post(const std::string& path, const nlohmann::json& body);
  Response del(const std::string& path);

  void forget_cookies();
  std::string escape(const std::string& text);

 private:
  void prepare();
  Response send(const std::string& path);

  struct CloseHandle {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  };
  struct FreeHeaders {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  std::string base_url_;
  std::unique_ptr<CURL, CloseHandle> curl_;
  std::unique_ptr<curl_slist, FreeHeaders> json_headers_;
};
