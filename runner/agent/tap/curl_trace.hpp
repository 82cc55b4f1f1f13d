#pragma once

#include "runner/agent/tap/curl_handles.hpp"

namespace brood::curl {

// Has the transfer that is about to begin carry the trace headers that are asked for, in front of the
// program's own; and takes them out again, before the program may free its list.
void put_trace_headers(const Library& library, Handle& handle);
void take_trace_headers(const Library& library, Handle& handle);

}  // namespace brood::curl
