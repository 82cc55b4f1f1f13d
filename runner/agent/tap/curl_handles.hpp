#pragma once

#include <cstddef>
#include <cstdint>

#include "runner/agent/tap/curl_library.hpp"

// What the tap remembers of a program's libcurl handles until they are cleaned up. Any thread may ask; an
// entry, like its handle, is used by one thread at a time.
namespace brood::curl {

// The request that the options set so far ask for. Needed where libcurl, afterwards, tells only of the last
// redirect.
struct Request {
  const char* method = "GET";
  bool no_body = false;
  bool connect_only = false;
  char custom_method[32] = "";
  char* url = nullptr;  // owned
  std::size_t url_capacity = 0;
  const Parts* url_parts = nullptr;
  const void* headers = nullptr;  // the program's curl_slist
};

// Whether the option changes a Request.
bool concerns_request(int option);
void set_option(Request& request, int option, long value);
void set_option(Request& request, int option, const void* value);
void set_url(Request& request, const char* url);
void reset(Request& request);
void copy(Request& to, const Request& from);
void release(Request& request);
const char* method_of(const Request& request);

struct TraceHeaders;

struct Handle {
  Easy* key = nullptr;
  Handle* next = nullptr;
  const Library* library = nullptr;
  Request request;
  TraceHeaders* trace = nullptr;  // owned
  bool traced = false;            // they are in the handle's list now

  // Its transfer in a multi handle, if it is in one.
  Multi* multi = nullptr;
  std::uint64_t start = 0;
  std::int64_t earlier_total = 0;  // what libcurl still tells of the transfer before
  bool recorded = false;
  Message* held = nullptr;  // of the end of the transfer: taken from libcurl and not yet given to the program
  Handle* next_held = nullptr;
};

struct MultiHandle {
  Multi* key = nullptr;
  MultiHandle* next = nullptr;
  const Library* library = nullptr;
  Handle* first_held = nullptr;  // the oldest message
  Handle* last_held = nullptr;
  int held = 0;
};

// find: null if unknown. add: finds or adds; null only without memory. forget: the key may be unknown.
Handle* find_handle(Easy* easy);
Handle* add_handle(Easy* easy, const Library* library);
void forget_handle(Easy* easy);
MultiHandle* find_multi(Multi* multi);
MultiHandle* add_multi(Multi* multi, const Library* library);
void forget_multi(Multi* multi);

// One of the handles in `multi`, null if there is none. Looks at every handle.
Handle* any_handle_in(Multi* multi);

}  // namespace brood::curl
