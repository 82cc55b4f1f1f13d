// What a handle knows of its transfer.
#pragma once

#include <curl/curl.h>

namespace brood::agent {

// A value-initialised Value where libcurl does not know. Precondition: `info` is of type Value.
template <class Value>
Value ask(CURL* easy, CURLINFO info) {
  Value value{};
  curl_easy_getinfo(easy, info, &value);
  return value;
}

}  // namespace brood::agent
