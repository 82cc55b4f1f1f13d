// What one user says over HTTP, and what is to be recorded of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "brood/http.hpp"
#include "runner/agent/http/curl_transport.hpp"

namespace brood::agent {

class Conversation;

// A request and its answer.
struct Asked {
  Conversation* conversation = nullptr;
  Exchange exchange;
  Body body;
  std::string name;
  bool failed = false;
  bool status_expected = false;  // an expectation was met: it is not the status that fails it
  std::string problem;           // what an expectation had to say; of several the first

  void fail(std::string why);
  bool counts_as_failed() const;
};

// Thrown into a fiber whose wait was ended by the task's time-out or the end of the run.
struct Interrupted {};

class Conversation {
 public:
  // `user` is the number that requests are recorded under. `transport` must outlive it.
  Conversation(CurlTransport& transport, std::uint32_t user, std::string base_url);

  // Throws Interrupted, with the request recorded as failed.
  std::shared_ptr<Asked> ask(std::string_view method, std::string_view url, Body body,
                             RequestOptions options);
  HttpSettings& settings() { return session_.settings; }
  const HttpSettings& settings() const { return session_.settings; }

  // Nothing more will be said about it: records it, once.
  void conclude(const Asked& asked);
  // Concludes all. True if any request since the last call failed.
  bool conclude_all();

 private:
  std::string whole_url(std::string_view url) const;
  void record(const Asked& asked);

  CurlTransport& transport_;
  std::uint32_t user_;
  CurlSession session_;
  std::vector<std::shared_ptr<Asked>> open_;
  bool failed_ = false;
};

}  // namespace brood::agent
