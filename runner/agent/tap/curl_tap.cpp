// The curl tap records the requests that a program makes through libcurl, without a change to its source. It
// stands in front of libcurl's functions in two ways:
//
//   X         a weak definition in the program: it comes before that of a shared libcurl, and gives way to
//   that of a
//             static one, which could not be linked beside a strong one
//   __wrap_X  for a static libcurl: what calls of X become when the program is linked with -Wl,--wrap=X
//
// The functions X are those of ci/cmake/BroodCurlTap.cmake. Without libcurl, nothing calls what is defined
// here.

#include <stdarg.h>
#include <stdio.h>

#include "runner/agent/tap/curl_handles.hpp"
#include "runner/agent/tap/curl_library.hpp"
#include "runner/agent/tap/curl_transfer.hpp"

using namespace brood::curl;

#define BROOD_WEAK __attribute__((weak))

extern "C" {
BROOD_WEAK int __real_curl_easy_perform(Easy* easy);
BROOD_WEAK int __real_curl_easy_setopt(Easy* easy, int option, ...);
BROOD_WEAK void __real_curl_easy_cleanup(Easy* easy);
BROOD_WEAK void __real_curl_easy_reset(Easy* easy);
BROOD_WEAK Easy* __real_curl_easy_duphandle(Easy* easy);
BROOD_WEAK int __real_curl_multi_add_handle(Multi* multi, Easy* easy);
BROOD_WEAK int __real_curl_multi_remove_handle(Multi* multi, Easy* easy);
BROOD_WEAK Message* __real_curl_multi_info_read(Multi* multi, int* left);
BROOD_WEAK int __real_curl_multi_cleanup(Multi* multi);
BROOD_WEAK int curl_easy_getinfo(Easy* easy, int info, ...);
BROOD_WEAK const char* curl_easy_strerror(int code);
BROOD_WEAK int curl_url_get(const Parts* parts, int part, char** text, unsigned flags);
BROOD_WEAK void curl_free(void* memory);

// The tap's own curl_easy_perform, whosever that name is in the program; and whosever it is.
int brood_curl_easy_perform(Easy* easy);
int curl_easy_perform(Easy* easy);
}

namespace {

// Kept from the optimiser, which takes two names for two addresses.
const void* address_of(int (*function)(Easy*)) {
  asm("" : "+r"(function));
  return reinterpret_cast<const void*>(function);
}

bool is_mine(const void* perform) { return perform == address_of(brood_curl_easy_perform); }

const Library static_library = {
    __real_curl_easy_perform,
    __real_curl_easy_setopt,
    __real_curl_easy_cleanup,
    __real_curl_easy_reset,
    __real_curl_easy_duphandle,
    __real_curl_multi_add_handle,
    __real_curl_multi_remove_handle,
    __real_curl_multi_info_read,
    __real_curl_multi_cleanup,
    curl_easy_getinfo,
    curl_easy_strerror,
    curl_url_get,
    curl_free,
};

bool has_wrapped_static_library() {
  const void* const perform = address_of(__real_curl_easy_perform);
  return perform != nullptr && !is_mine(perform);
}

// With --wrap beside a shared libcurl, __real_X is the X of this file.
const Library* wrapped_library(const void* caller) {
  return has_wrapped_static_library() ? &static_library : shared_library(caller);
}

template <class Value>
int set(const Library& library, Easy* easy, int option, Value value) {
  Handle* const handle = concerns_request(option) ? add_handle(easy, &library) : find_handle(easy);
  const Library& real = handle == nullptr ? library : *handle->library;
  const int result = real.easy_setopt(easy, option, value);
  if (result == kOk && handle != nullptr) set_option(handle->request, option, value);
  return result;
}

int set_next(const Library& library, Easy* easy, int option, va_list values) {
  if (takes_long(option)) return set(library, easy, option, va_arg(values, long));
  if (takes_offset(option)) return set(library, easy, option, va_arg(values, std::int64_t));
  return set<const void*>(library, easy, option, va_arg(values, void*));
}

}  // namespace

// X and __wrap_X for one function: `nothing` without a libcurl, else `tapped`, which may use `real`.
#define BROOD_TAP(Result, X, Parameters, nothing, tapped)                       \
  BROOD_WEAK __attribute__((visibility("default"), used)) Result X Parameters { \
    const Library* const real = shared_library(__builtin_return_address(0));    \
    if (real == nullptr) return nothing;                                        \
    tapped;                                                                     \
  }                                                                             \
  Result __wrap_##X Parameters;                                                 \
  Result __wrap_##X Parameters {                                                \
    const Library* const real = wrapped_library(__builtin_return_address(0));   \
    if (real == nullptr) return nothing;                                        \
    tapped;                                                                     \
  }

extern "C" {

BROOD_TAP(int, curl_easy_perform, (Easy * easy), kFailedInit, return perform(*real, easy))
BROOD_TAP(void, curl_easy_cleanup, (Easy * easy), void(), cleanup(*real, easy))
BROOD_TAP(void, curl_easy_reset, (Easy * easy), void(), reset(*real, easy))
BROOD_TAP(Easy*, curl_easy_duphandle, (Easy * easy), nullptr, return duplicate(*real, easy))
BROOD_TAP(int, curl_multi_add_handle, (Multi * multi, Easy* easy), kMultiInternalError,
          return add_to(*real, multi, easy))
BROOD_TAP(int, curl_multi_remove_handle, (Multi * multi, Easy* easy), kMultiInternalError,
          return remove_from(*real, multi, easy))
BROOD_TAP(Message*, curl_multi_info_read, (Multi * multi, int* left), nullptr,
          return read_message(*real, multi, left))
BROOD_TAP(int, curl_multi_cleanup, (Multi * multi), kMultiInternalError, return cleanup_multi(*real, multi))
BROOD_TAP(int, curl_easy_setopt, (Easy * easy, int option, ...), kFailedInit, {
  va_list values;
  va_start(values, option);
  const int result = set_next(*real, easy, option, values);
  va_end(values);
  return result;
})

__attribute__((alias("curl_easy_perform"), visibility("hidden"))) int brood_curl_easy_perform(Easy* easy);

const char* brood_curl_tap_problem(void);

// Why requests may be missing from the records, for a person; null if there is no reason. Asked when the
// program is loaded and set up.
void brood_curl_tap_settle(void);
void brood_curl_tap_settle(void) { settle(); }

const char* brood_curl_tap_problem(void) {
  static char text[512];
  const bool is_static = !is_mine(address_of(curl_easy_perform));
  const SharedCopies shared = shared_copies();

  if (is_static && !has_wrapped_static_library())
    return "requests not recorded: libcurl is linked statically and its calls do not go through Brood; link "
           "the program "
           "with -Wl,--wrap=curl_easy_perform and the other options that brood_add_stress_test() adds for a "
           "static libcurl";
  if (is_static && shared.count > 0) {
    snprintf(text, sizeof text, "requests may be missing: the program has a static libcurl and %s beside it",
             shared.names[0]);
    return text;
  }
  if (is_static || shared.count == 0) return nullptr;
  if (!is_mine(perform_as_libraries_see_it())) {
    snprintf(text, sizeof text,
             "requests not recorded: %s was not linked with the program but loaded by it, so its calls do "
             "not go through "
             "Brood; link the program with libcurl, or with -rdynamic",
             shared.names[0]);
    return text;
  }
  if (shared.count > 1) {
    snprintf(text, sizeof text, "requests may be missing: the program has two copies of libcurl, %s and %s",
             shared.names[0], shared.names[1]);
    return text;
  }
  return nullptr;
}
}
