// What one user asks of servers, over HTTP and otherwise, and what is to be recorded of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brood/http.hpp"
#include "runner/agent/http/curl_transport.hpp"
#include "runner/agent/scenario/selected_class.hpp"

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
  bool unwound = false;          // an exception ended it
  std::string problem;           // what an expectation had to say; of several the first
  std::shared_ptr<Asked> self;   // while a Response or a Request has it

  void fail(std::string why);
  bool counts_as_failed() const;
};

// For the one Response or Request that has it; public headers do without <memory>, which is slow to compile.
inline Asked* keep(std::shared_ptr<Asked> asked) {
  Asked* kept = asked.get();
  kept->self = std::move(asked);
  return kept;
}
inline std::shared_ptr<Asked> let_go(Asked*& kept) { return std::move(std::exchange(kept, nullptr)->self); }

// Thrown into a fiber whose wait was ended by the task's time-out or the end of the run.
struct Interrupted {};

class Conversation {
 public:
  // `transport` and `users`, the class of the user, must outlive it.
  Conversation(CurlTransport& transport, std::uint32_t user, const SelectedClass& users,
               std::string base_url);

  // Throws Interrupted, with the request recorded as failed.
  std::shared_ptr<Asked> ask(std::string_view method, std::string_view url, Body body,
                             RequestOptions options);
  // Begins a call of another protocol, which ends with end().
  std::shared_ptr<Asked> begin(std::string_view method, std::string_view name);
  // Its time ends here. Recorded at once, but when an exception ended it: then when it is known which.
  void end(const std::shared_ptr<Asked>& asked);
  // What the exception was that ended some.
  void exception_ended(const std::string& what);

  HttpSettings& settings() { return session_.settings; }
  const HttpSettings& settings() const { return session_.settings; }

  // Nothing more will be said about it: records it, once.
  void conclude(const Asked& asked);
  // Concludes all. True if any request since the last call failed.
  bool conclude_all();

 private:
  std::string whole_url(std::string_view url) const;
  void add_trace_headers(Headers& headers);
  void record(const Asked& asked);

  CurlTransport& transport_;
  const std::uint32_t user_;
  const SelectedClass& users_;
  CurlSession session_;
  std::vector<std::shared_ptr<Asked>> open_;
  bool failed_ = false;
};

}  // namespace brood::agent
