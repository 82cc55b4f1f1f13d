#pragma once

#include "runner/agent/tap/curl_api.hpp"

namespace brood::curl {

// The functions of one libcurl. A function that this libcurl lacks is null.
struct Library {
  int (*easy_perform)(Easy*);
  int (*easy_setopt)(Easy*, int, ...);
  void (*easy_cleanup)(Easy*);
  void (*easy_reset)(Easy*);
  Easy* (*easy_duphandle)(Easy*);
  int (*multi_add_handle)(Multi*, Easy*);
  int (*multi_remove_handle)(Multi*, Easy*);
  Message* (*multi_info_read)(Multi*, int*);
  int (*multi_cleanup)(Multi*);
  int (*easy_getinfo)(Easy*, int, ...);
  const char* (*easy_strerror)(int);
  int (*url_get)(const Parts*, int, char**, unsigned);
  void (*free)(void*);
};

// The shared libcurl that a call from the code at `caller` was meant for. Libraries of one process may bring
// a libcurl each; without the tap, every one of them would have called its own. Null if there is none. Stays
// valid for ever.
const Library* shared_library(const void* caller);

// How many shared objects of this process hold a libcurl, other than the one with the tap; the first two by
// name.
struct SharedCopies {
  int count = 0;
  const char* names[2] = {"", ""};
};
SharedCopies shared_copies();

// What a library of this process that is loaded now would get for `curl_easy_perform`; null if nothing.
const void* perform_as_libraries_see_it();

}  // namespace brood::curl
