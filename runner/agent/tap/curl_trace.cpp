#include "runner/agent/tap/curl_trace.hpp"

#include <stdlib.h>
#include <string.h>

#include "brood/agent.h"

namespace brood::curl {

// curl_slist, as libcurl's interface has it, with room for two lines.
struct TraceHeaders {
  struct Node {
    char* line;
    const void* next;
  };
  char lines[2][BROOD_TRACE_LENGTH];
  Node nodes[2];
};

void put_trace_headers(const Library& library, Handle& handle) {
  if (brood_agent_recording() == 0) return;
  char lines[2][BROOD_TRACE_LENGTH];
  const std::uint32_t count = brood_agent_trace_headers(lines);
  if (count == 0) return;
  if (handle.trace == nullptr) handle.trace = static_cast<TraceHeaders*>(malloc(sizeof(TraceHeaders)));
  if (handle.trace == nullptr) return;
  TraceHeaders& trace = *handle.trace;
  memcpy(trace.lines, lines, sizeof lines);
  for (std::uint32_t i = 0; i < count; ++i)
    trace.nodes[i] = {trace.lines[i], i + 1 < count ? &trace.nodes[i + 1] : handle.request.headers};
  handle.traced = library.easy_setopt(handle.key, kHttpHeader, &trace.nodes[0]) == kOk;
}

void take_trace_headers(const Library& library, Handle& handle) {
  if (!handle.traced) return;
  handle.traced = false;
  library.easy_setopt(handle.key, kHttpHeader, handle.request.headers);
}

}  // namespace brood::curl
