#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace brood::test {

// A request as the tap handed it over. Stands in for the agent's recorder.
struct Recorded {
  std::string method;
  std::string url;
  int status = 0;
  bool failed_transport = false;
  std::string error;
  std::uint32_t redirects = 0;
  std::uint64_t start = 0;
  std::uint64_t duration = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::uint64_t dns = 0, connect = 0, tls = 0, wait = 0, receive = 0;
};

// Begins anew; `on` is what brood_agent_recording() answers.
void start_recording(bool on = true);

// From now on requests are to carry these header lines, two at most.
void trace_with(std::vector<std::string> lines);

// What was recorded since.
std::vector<Recorded> recorded();

}  // namespace brood::test
