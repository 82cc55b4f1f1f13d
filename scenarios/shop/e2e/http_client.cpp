#include "http_client.hpp"

#include <stdexcept>

namespace {

std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

std::string text(const char* value) { return value == nullptr ? "" : value; }

}  // namespace

HttpClient::HttpClient(std::string base_url)
    : base_url_(std::move(base_url)),
      curl_(curl_easy_init()),
      json_headers_(curl_slist_append(nullptr, "Content-Type: application/json")) {
  if (!curl_) throw std::runtime_error("curl_easy_init failed");
}

Response HttpClient::get(const std::string& path) {
  prepare();
  return send(path);
}

Response HttpClient::get_and_follow(const std::string& path) {
  prepare();
  curl_easy_setopt(curl_.get(), CURLOPT_FOLLOWLOCATION, 1L);
  return send(path);
}

Response HttpClient::post(const std::string& path, const nlohmann::json& body) {
  const std::string text = body.dump();
  prepare();
  curl_easy_setopt(curl_.get(), CURLOPT_POSTFIELDS, text.c_str());
  curl_easy_setopt(curl_.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(text.size()));
  curl_easy_setopt(curl_.get(), CURLOPT_HTTPHEADER, json_headers_.get());
  return send(path);
}

Response HttpClient::del(const std::string& path) {
  prepare();
  curl_easy_setopt(curl_.get(), CURLOPT_CUSTOMREQUEST, "DELETE");
  return send(path);
}

void HttpClient::forget_cookies() { curl_easy_setopt(curl_.get(), CURLOPT_COOKIELIST, "ALL"); }

std::string HttpClient::escape(const std::string& text) {
  char* escaped = curl_easy_escape(curl_.get(), text.c_str(), static_cast<int>(text.size()));
  std::string result = ::text(escaped);
  curl_free(escaped);
  return result;
}

void HttpClient::prepare() {
  curl_easy_reset(curl_.get());  // options only: connection and cookies stay
  curl_easy_setopt(curl_.get(), CURLOPT_COOKIEFILE, "");
  curl_easy_setopt(curl_.get(), CURLOPT_TIMEOUT, 30L);
  curl_easy_setopt(curl_.get(), CURLOPT_NOSIGNAL, 1L);
}

Response HttpClient::send(const std::string& path) {
  Response response;
  const std::string url = base_url_ + path;
  CURL* curl = curl_.get();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &response.body);
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) throw std::runtime_error(url + ": " + curl_easy_strerror(code));

  char* location = nullptr;
  char* effective_url = nullptr;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_COUNT, &response.redirects);
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
  curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &effective_url);
  response.location = text(location);
  response.url = text(effective_url);
  return response;
}
