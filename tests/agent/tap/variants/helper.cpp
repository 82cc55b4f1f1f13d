// A library that brings a libcurl of its own, as SDKs do.

#include <curl/curl.h>

extern "C" {

CURL* helper_open(const char* url) {
  CURL* easy = curl_easy_init();
  if (curl_easy_setopt(easy, CURLOPT_URL, url) != CURLE_OK) return nullptr;
  return easy;
}

// Only a libcurl over OpenSSL knows this option. The last thing that it does, so that the compiler may make
// it a jump, and the call seems to come from the program.
CURLcode helper_ask_for_openssl(CURL* easy) { return curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, nullptr); }

CURLcode helper_perform(CURL* easy) { return curl_easy_perform(easy); }

void helper_close(CURL* easy) { curl_easy_cleanup(easy); }
}
