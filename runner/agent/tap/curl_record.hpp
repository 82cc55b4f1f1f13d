#pragma once

#include <cstdint>

#include "runner/agent/tap/curl_handles.hpp"

namespace brood::curl {

// How a transfer ended.
struct End {
  int result;         // CURLcode
  const char* error;  // the reason if it is not libcurl's
};

// Hands a transfer that has ended to the recorder: one request, whatever number of hops it had.
//   name      method and URL of the first hop
//   redirects further hops: redirects, and repetitions that an authentication asked for
//   status    of the last hop; a status under CURLOPT_FAILONERROR is not a transport error
//   bytes in  body of the last hop, and header lines of all
//   bytes out request lines, header lines and bodies of all hops
//   phases    as libcurl adds them up over all hops; dns, connect and tls only where a new connection was
//   made
// `duration` 0: as libcurl measured it.
void record(const Library& library, Easy* easy, const Request& request, const End& end, std::uint64_t start,
            std::uint64_t duration);

// How long the last transfer took, or the present one so far, in microseconds.
std::int64_t total_time(const Library& library, Easy* easy);

// Whether anything of the last or present transfer's request went out.
bool was_sent(const Library& library, Easy* easy);

}  // namespace brood::curl
