// One HTTP request and its answer, as they pass between a user's session and a transport.
#pragma once

#include <cstdint>
#include <string>

#include "brood/http_options.hpp"
#include "runner/core/sample.hpp"

namespace brood::agent {

// Kept and used again, so that no request needs new memory: see clear().
struct Exchange {
  // What is asked.
  std::string method;
  std::string url;  // whole
  Headers headers;
  const Body* body = nullptr;
  std::chrono::milliseconds timeout{};
  bool follow_redirects = true;
  std::optional<Auth> auth;

  // What came of it.
  int status = 0;                // 0: no answer
  std::string error;             // why there is none, or no whole one: one of few stable texts; empty: none
  std::string answer_head;       // header lines as they came, without the status line
  std::string answer_body;       // at most max_body
  std::uint64_t body_bytes = 0;  // all that came
  std::uint64_t start = 0;       // ns of the steady clock
  std::uint64_t duration = 0;    // ns
  std::uint64_t bytes_in = 0;    // headers and body, of all hops
  std::uint64_t bytes_out = 0;
  std::uint32_t redirects = 0;
  std::uint64_t phases[kPhaseCount] = {kNoPhase, kNoPhase, kNoPhase, kNoPhase, kNoPhase};

  std::string line;  // room for whoever makes the exchange

  // As new, but for the memory of its texts.
  void clear();
};

}  // namespace brood::agent
