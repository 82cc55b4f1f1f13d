// What one user asks of servers, over HTTP and otherwise, and what is to be recorded of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "brood/http.hpp"
#include "runner/agent/http/curl_transport.hpp"
#include "runner/agent/scenario/selected_class.hpp"

namespace brood::agent {

class Conversation;

// A request and its answer, in the hands of the task that asked, or to be used again.
struct Asked {
  explicit Asked(Conversation& whose) : conversation(whose) {}

  Conversation& conversation;
  Exchange exchange;
  Body body;
  std::string name;
  bool held = false;  // by a Response or Request
  bool open = false;  // not recorded yet
  bool failed = false;
  bool status_expected = false;  // an expectation was met: it is not the status that fails it
  bool unwound = false;          // an exception ended it
  std::string problem;           // what an expectation had to say; of several the first

  void fail(std::string why);
  bool counts_as_failed() const;
  void clear();
};

// Thrown into a fiber whose wait was ended by the task's time-out.
struct Interrupted {};

class Conversation {
 public:
  // `transport` and `users`, the class of the user, must outlive it.
  Conversation(CurlTransport& transport, const SelectedClass& users, std::string base_url);

  // Throws Interrupted, with the request recorded as failed.
  Asked& ask(std::string_view method, std::string_view url, Body body, RequestOptions options);
  // Begins a call of another protocol, which ends with end().
  Asked& begin(std::string_view method, std::string_view name);
  // Its time ends here. Recorded at once, but when an exception ended it: then when it is known which.
  void end(Asked& asked);
  // What the exception was that ended some.
  void exception_ended(const std::string& what);

  HttpSettings& settings() { return session_.settings; }
  const HttpSettings& settings() const { return session_.settings; }

  // Its holder is gone and nothing more will be said about it: records it, unless that is done.
  void release(Asked& asked);
  // Records all that are not. True if any request since the last call failed.
  bool conclude_all();

 private:
  Asked& take();
  void write_url(std::string_view url, std::string& to) const;
  void add_trace_headers(Headers& headers);
  void record(Asked& asked);

  CurlTransport& transport_;
  const SelectedClass& users_;
  CurlSession session_;
  std::vector<std::unique_ptr<Asked>> all_;
  bool failed_ = false;
};

}  // namespace brood::agent
