// An exchange as the options of an easy handle, and the handle's answer as that of the exchange.
#pragma once

#include <curl/curl.h>

#include <cstdio>
#include <memory>
#include <string_view>

#include "runner/agent/http/exchange.hpp"

namespace brood::agent {

class CurlRequest {
 public:
  // Sets the handle up. All must live until the transfer is over. A body's file that cannot be opened makes
  // the transfer fail.
  CurlRequest(CURL* easy, const HttpSettings& settings, Exchange& exchange);
  CurlRequest(const CurlRequest&) = delete;
  CurlRequest& operator=(const CurlRequest&) = delete;

  // Fills in what came of it. Call while the handle still knows.
  void read_result(CURLcode result);

 private:
  struct Free {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  template <class T>
  using Owned = std::unique_ptr<T, Free>;

  void set_session();
  void set_tls();
  void set_method_and_body();
  void set_file();
  void set_parts();
  void set_headers();
  void add_line(const char* line);
  void add_header(std::string_view name, std::string_view value);
  void read_phases();
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);

  CURL* easy_;
  const HttpSettings& settings_;
  Exchange& exchange_;
  Owned<curl_slist> headers_;
  Owned<curl_mime> mime_;
  Owned<std::FILE> file_;
};

}  // namespace brood::agent
