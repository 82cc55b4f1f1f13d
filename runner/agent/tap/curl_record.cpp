#include "runner/agent/tap/curl_record.hpp"

#include "brood/agent.h"

namespace brood::curl {
namespace {

template <class Value>
Value ask(const Library& library, Easy* easy, Info info) {
  Value value{};
  if (library.easy_getinfo(easy, info, &value) != kOk) return Value{};
  return value;
}

std::uint64_t count(std::int64_t value) { return value > 0 ? static_cast<std::uint64_t>(value) : 0; }
std::uint64_t nanoseconds(std::int64_t microseconds) { return count(microseconds) * 1000; }

// libcurl's marks are times since the start; a mark that was not reached is 0.
std::uint64_t phase(std::int64_t from, std::int64_t to) {
  return to > 0 && to >= from ? nanoseconds(to - from) : BROOD_NO_PHASE;
}

void fill_phases(const Library& library, Easy* easy, brood_request& sample, std::int64_t total) {
  const auto mark = [&](Info info) { return ask<std::int64_t>(library, easy, info); };
  sample.dns = sample.connect = sample.tls = BROOD_NO_PHASE;
  if (ask<long>(library, easy, kNumConnects) > 0) {
    const std::int64_t looked_up = mark(kNameLookupTime);
    const std::int64_t connected = mark(kConnectTime);
    sample.dns = phase(0, looked_up);
    sample.connect = phase(looked_up, connected);
    if (connected > 0) sample.tls = phase(connected, mark(kAppConnectTime));
  }
  const std::int64_t first_byte = mark(kStartTransferTime);
  sample.wait = phase(mark(kPreTransferTime), first_byte);
  sample.receive = first_byte > 0 ? phase(first_byte, total) : BROOD_NO_PHASE;
}

// libcurl counts a small body both as part of the request and as upload, a large or streamed one only as
// upload.
std::uint64_t sent_bytes(std::uint64_t request, std::uint64_t upload) {
  return request >= upload ? request : request + upload;
}

const char* reason(const Library& library, const End& end) {
  if (end.error != nullptr) return end.error;
  return library.easy_strerror == nullptr ? "transfer failed" : library.easy_strerror(end.result);
}

}  // namespace

void record(const Library& library, Easy* easy, const Request& request, const End& end, std::uint64_t start,
            std::uint64_t duration) {
  if (library.easy_getinfo == nullptr || request.connect_only) return;
  brood_request sample{};

  const long redirects = ask<long>(library, easy, kRedirectCount);
  const char* last_method = redirects > 0 ? nullptr : ask<const char*>(library, easy, kEffectiveMethod);
  sample.method = last_method != nullptr ? last_method : method_of(request);
  const bool url_known = request.url != nullptr && request.url[0] != '\0';
  sample.url = url_known ? request.url : ask<const char*>(library, easy, kEffectiveUrl);
  if (sample.url == nullptr) sample.url = "";

  sample.redirects = static_cast<std::uint32_t>(count(redirects));
  sample.status = static_cast<std::int32_t>(ask<long>(library, easy, kResponseCode));
  sample.failed_transport = end.error != nullptr || (end.result != kOk && end.result != kHttpReturnedError);
  if (sample.failed_transport != 0) sample.error = reason(library, end);

  const std::int64_t total = total_time(library, easy);
  sample.start = start;
  sample.duration = duration != 0 ? duration : nanoseconds(total);
  sample.bytes_in =
      count(ask<std::int64_t>(library, easy, kSizeDownload)) + count(ask<long>(library, easy, kHeaderSize));
  sample.bytes_out = sent_bytes(count(ask<long>(library, easy, kRequestSize)),
                                count(ask<std::int64_t>(library, easy, kSizeUpload)));
  fill_phases(library, easy, sample, total);
  brood_agent_request(&sample);
}

std::int64_t total_time(const Library& library, Easy* easy) {
  return library.easy_getinfo == nullptr ? 0 : ask<std::int64_t>(library, easy, kTotalTime);
}

bool was_sent(const Library& library, Easy* easy) {
  return library.easy_getinfo != nullptr && ask<long>(library, easy, kRequestSize) > 0;
}

}  // namespace brood::curl
