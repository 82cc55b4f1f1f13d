#include "tests/agent/tap/recorded.hpp"

#include <atomic>
#include <mutex>

#include "brood/agent.h"

namespace brood::test {
namespace {

std::atomic<bool> is_on{false};
std::mutex mutex;
std::vector<Recorded> all;
std::vector<std::string> trace_lines;

}  // namespace

void start_recording(bool on) {
  const std::lock_guard lock(mutex);
  all.clear();
  trace_lines.clear();
  is_on = on;
}

void trace_with(std::vector<std::string> lines) { trace_lines = std::move(lines); }

std::vector<Recorded> recorded() {
  const std::lock_guard lock(mutex);
  return all;
}

}  // namespace brood::test

int brood_agent_recording(void) { return brood::test::is_on ? 1 : 0; }

uint32_t brood_agent_trace_headers(char lines[2][BROOD_TRACE_LENGTH]) {
  std::uint32_t count = 0;
  for (const std::string& line : brood::test::trace_lines) line.copy(lines[count++], BROOD_TRACE_LENGTH - 1);
  for (std::uint32_t i = 0; i < count; ++i) lines[i][brood::test::trace_lines[i].size()] = '\0';
  return count;
}

void brood_agent_request(const struct brood_request* r) {
  brood::test::Recorded one{r->method,
                            r->url,
                            r->status,
                            r->failed_transport != 0,
                            r->error == nullptr ? "" : r->error,
                            r->redirects,
                            r->start,
                            r->duration,
                            r->bytes_in,
                            r->bytes_out,
                            r->dns,
                            r->connect,
                            r->tls,
                            r->wait,
                            r->receive};
  const std::lock_guard lock(brood::test::mutex);
  brood::test::all.push_back(one);
}
