#include "runner/agent/tap/curl_transfer.hpp"

#include <time.h>

#include "brood/agent.h"
#include "runner/agent/tap/curl_handles.hpp"
#include "runner/agent/tap/curl_record.hpp"
#include "runner/agent/tap/curl_trace.hpp"

namespace brood::curl {
namespace {

constexpr const char* kLeft = "left by an exception of a callback";
constexpr const char* kRemoved = "removed from its multi handle before it was done";

// libcurl's easy_perform uses its own multi functions, which may come through the tap: on this handle they
// are not the program's doing.
thread_local Easy* being_performed = nullptr;
// Where on the stack that is, and since when.
thread_local const void* performed_at = nullptr;
thread_local std::uint64_t performed_since = 0;
thread_local const Library* performed_by = nullptr;

std::uint64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_nsec);
}

// CURLOPT_CURLU: its parts may be changed until the transfer starts.
void read_url_parts(const Library& library, Request& request) {
  if (request.url_parts == nullptr || library.url_get == nullptr || library.free == nullptr) return;
  char* url = nullptr;
  if (library.url_get(request.url_parts, 0, &url, 0) != kOk) return;
  set_url(request, url);
  library.free(url);
}

void record_done(Handle& handle, int result) {
  handle.recorded = true;
  if (brood_agent_recording() != 0)
    record(*handle.library, handle.key, handle.request, {result, nullptr}, handle.start, 0);
}

// A message of the transfer's end, whether the program asked for it or the tap.
void note_message(Multi* multi, const Message* message) {
  if (message == nullptr || message->kind != kDone || message->easy == being_performed) return;
  Handle* const handle = find_handle(message->easy);
  if (handle != nullptr && handle->multi == multi && !handle->recorded)
    record_done(*handle, message->data.result);
}

// Takes the messages that wait in libcurl, so that they are seen before libcurl drops them with their handle.
// The program still gets them, in their order, when it asks.
void hold_messages(MultiHandle& multi) {
  int left = 0;
  while (Message* message = multi.library->multi_info_read(multi.key, &left)) {
    note_message(multi.key, message);
    Handle* const handle = add_handle(message->easy, multi.library);
    if (handle == nullptr) continue;
    if (handle->multi != multi.key) {  // not added by the program: pushed by a server
      handle->multi = multi.key;
      handle->recorded = true;
    }
    handle->held = message;
    handle->next_held = nullptr;
    (multi.last_held == nullptr ? multi.first_held : multi.last_held->next_held) = handle;
    multi.last_held = handle;
    ++multi.held;
  }
}

void drop_held(MultiHandle& multi, Handle& handle) {
  if (handle.held == nullptr) return;
  Handle* before = nullptr;
  for (Handle* at = multi.first_held; at != nullptr && at != &handle; at = at->next_held) before = at;
  (before == nullptr ? multi.first_held : before->next_held) = handle.next_held;
  if (multi.last_held == &handle) multi.last_held = before;
  --multi.held;
  handle.held = nullptr;
}

// Before a handle leaves its multi handle: records it if it is done.
void leave(Handle& handle) {
  MultiHandle* const multi = find_multi(handle.multi);
  if (multi == nullptr) return;
  if (!handle.recorded) hold_messages(*multi);
  drop_held(*multi, handle);
}

void record_if_cut_short(Handle& handle) {
  const bool began = total_time(*handle.library, handle.key) != handle.earlier_total;
  if (handle.recorded || !began || !was_sent(*handle.library, handle.key)) return;
  handle.recorded = true;
  if (brood_agent_recording() != 0)
    record(*handle.library, handle.key, handle.request, {kOk, kRemoved}, handle.start, now() - handle.start);
}

const Library& library_of(const Handle* handle, const Library& library) {
  return handle == nullptr ? library : *handle->library;
}

const Library& library_of(const MultiHandle* multi, const Library& library) {
  return multi == nullptr ? library : *multi->library;
}

// A callback's exception leaves easy_perform without telling us; but what libcurl calls in turn has a frame
// below that of easy_perform, and what comes after it mostly has not. (A destructor would need the C++
// run-time library.)
void settle_what_was_left(const void* frame) {
  if (being_performed == nullptr || frame < performed_at) return;
  Easy* const left = being_performed;
  being_performed = nullptr;
  const Handle* const handle = find_handle(left);
  if (brood_agent_recording() != 0 && was_sent(*performed_by, left))
    record(*performed_by, left, handle == nullptr ? Request{} : handle->request, {kOk, kLeft},
           performed_since, now() - performed_since);
}

}  // namespace

int perform(const Library& library, Easy* easy) {
  settle_what_was_left(__builtin_frame_address(0));
  Handle* const handle = find_handle(easy);
  const Library& real = library_of(handle, library);
  const bool recording = brood_agent_recording() != 0 && easy != being_performed;
  if (recording && handle != nullptr) {
    read_url_parts(real, handle->request);
    put_trace_headers(real, *handle);
  }

  Easy* const outer = being_performed;
  const void* const outer_at = performed_at;
  const std::uint64_t outer_since = performed_since;
  const std::uint64_t start = now();
  being_performed = easy;
  performed_at = __builtin_frame_address(0);
  performed_since = start;
  performed_by = &real;
  const int result = real.easy_perform(easy);
  const std::uint64_t end = now();
  being_performed = outer;
  performed_at = outer_at;
  performed_since = outer_since;
  if (handle != nullptr) take_trace_headers(real, *handle);

  if (recording && easy != nullptr)
    record(real, easy, handle == nullptr ? Request{} : handle->request, {result, nullptr}, start,
           end - start);
  return result;
}

void cleanup(const Library& library, Easy* easy) {
  settle_what_was_left(__builtin_frame_address(0));
  Handle* const handle = find_handle(easy);
  const Library& real = library_of(handle, library);
  if (handle != nullptr && handle->multi != nullptr) {
    leave(*handle);
    record_if_cut_short(*handle);
  }
  forget_handle(easy);
  real.easy_cleanup(easy);
}

void reset(const Library& library, Easy* easy) {
  settle_what_was_left(__builtin_frame_address(0));
  Handle* const handle = find_handle(easy);
  library_of(handle, library).easy_reset(easy);
  if (handle != nullptr) reset(handle->request);
}

Easy* duplicate(const Library& library, Easy* easy) {
  const Handle* const handle = find_handle(easy);
  const Library& real = library_of(handle, library);
  Easy* const copied = real.easy_duphandle(easy);
  if (copied == nullptr || handle == nullptr) return copied;
  if (Handle* const known = add_handle(copied, &real)) copy(known->request, handle->request);
  return copied;
}

int add_to(const Library& library, Multi* multi, Easy* easy) {
  settle_what_was_left(__builtin_frame_address(0));
  if (easy == being_performed || easy == nullptr) return library.multi_add_handle(multi, easy);
  Handle* const handle = add_handle(easy, &library);
  const Library& real = library_of(handle, library);
  if (handle != nullptr) put_trace_headers(real, *handle);
  const std::uint64_t start = now();
  const int result = real.multi_add_handle(multi, easy);
  if (result == kOk && handle != nullptr && add_multi(multi, &real) != nullptr) {
    read_url_parts(real, handle->request);
    handle->multi = multi;
    handle->start = start;
    handle->earlier_total = total_time(real, easy);
    handle->recorded = false;
  }
  return result;
}

int remove_from(const Library& library, Multi* multi, Easy* easy) {
  Handle* const handle = easy == being_performed ? nullptr : find_handle(easy);
  if (handle == nullptr || handle->multi != multi || multi == nullptr)
    return library_of(handle, library).multi_remove_handle(multi, easy);
  leave(*handle);
  const int result = handle->library->multi_remove_handle(multi, easy);
  if (result != kOk) return result;
  record_if_cut_short(*handle);
  take_trace_headers(*handle->library, *handle);
  handle->multi = nullptr;
  return result;
}

Message* read_message(const Library& library, Multi* multi, int* left) {
  MultiHandle* const known = find_multi(multi);
  if (known == nullptr || known->held == 0) {
    Message* const message = library_of(known, library).multi_info_read(multi, left);
    note_message(multi, message);
    return message;
  }
  hold_messages(*known);  // those that came since, so that the number of those left is right
  Handle* const handle = known->first_held;
  Message* const message = handle->held;
  drop_held(*known, *handle);
  if (left != nullptr) *left = known->held;
  return message;
}

void settle() { settle_what_was_left(__builtin_frame_address(0)); }

int cleanup_multi(const Library& library, Multi* multi) {
  MultiHandle* const known = find_multi(multi);
  const Library& real = library_of(known, library);
  if (known != nullptr) {
    while (Handle* const handle = any_handle_in(multi)) {
      leave(*handle);
      record_if_cut_short(*handle);
      take_trace_headers(*handle->library, *handle);
      handle->multi = nullptr;
    }
    forget_multi(multi);
  }
  return real.multi_cleanup(multi);
}

}  // namespace brood::curl
