#include <stdlib.h>
#include <string.h>

#include "runner/agent/tap/curl_handles.hpp"

namespace brood::curl {
namespace {

constexpr std::size_t kLongestUrl = 4096;  // names are shorter

// Like libcurl: asking for a method with a body takes back CURLOPT_NOBODY, and turning it off leaves GET.
void choose(Request& request, bool on, const char* method) {
  request.method = on ? method : "GET";
  if (on) request.no_body = false;
}

}  // namespace

bool concerns_request(int option) {
  switch (option) {
    case kNoBody:
    case kUpload:
    case kPost:
    case kPut:
    case kHttpGet:
    case kConnectOnly:
    case kUrl:
    case kPostFields:
    case kHttpPost:
    case kCustomRequest:
    case kCopyPostFields:
    case kMimePost:
    case kUrlParts:
    case kHttpHeader:
      return true;
    default:
      return false;
  }
}

void set_option(Request& request, int option, long value) {
  switch (option) {
    case kNoBody:
      request.no_body = value != 0;
      if (request.no_body) request.method = "GET";  // what is left when it is turned off again
      break;
    case kUpload:
    case kPut:
      choose(request, value != 0, "PUT");
      break;
    case kPost:
      choose(request, value != 0, "POST");
      break;
    case kHttpGet:
      if (value != 0) choose(request, true, "GET");
      break;
    case kConnectOnly:
      request.connect_only = value == 1;  // 2 is a WebSocket, which does begin with a request
      break;
    default:
      break;
  }
}

void set_option(Request& request, int option, const void* value) {
  switch (option) {
    case kUrl:
      set_url(request, static_cast<const char*>(value));
      break;
    case kUrlParts:
      request.url_parts = value;
      break;
    case kHttpHeader:
      request.headers = value;
      break;
    case kPostFields:
    case kCopyPostFields:
      request.method = "POST";
      break;
    case kHttpPost:
    case kMimePost:
      choose(request, true, "POST");
      break;
    case kCustomRequest:
      request.custom_method[0] = '\0';
      if (value != nullptr)
        strncat(request.custom_method, static_cast<const char*>(value), sizeof request.custom_method - 1);
      break;
    default:
      break;
  }
}

void set_url(Request& request, const char* url) {
  std::size_t length = url == nullptr ? 0 : strcspn(url, "#");
  if (length > kLongestUrl) length = kLongestUrl;
  if (length >= request.url_capacity) {
    char* larger = static_cast<char*>(realloc(request.url, length + 1));
    if (larger == nullptr) return;
    request.url = larger;
    request.url_capacity = length + 1;
  }
  if (length > 0) memcpy(request.url, url, length);
  request.url[length] = '\0';
}

void reset(Request& request) {
  release(request);
  request = Request{};
}

void copy(Request& to, const Request& from) {
  release(to);
  to = from;
  to.url = nullptr;
  to.url_capacity = 0;
  if (from.url != nullptr) set_url(to, from.url);
}

void release(Request& request) { free(request.url); }

const char* method_of(const Request& request) {
  if (request.custom_method[0] != '\0') return request.custom_method;
  return request.no_body ? "HEAD" : request.method;
}

}  // namespace brood::curl
