// Measures a call of any protocol like an HTTP request; all that a custom client needs.
#pragma once

#include <cstdint>
#include <string>

namespace brood {

namespace agent {
struct Asked;
}

// A call that is measured from User::request() to done() or fail(). A scope that is left by an exception
// fails it with what was thrown, as far as that is known: a task that catches it and ends with another one
// has that told, unless it made a call in between. One that is left without done() fails it, too.
class Request {
 public:
  explicit Request(agent::Asked& asked);
  ~Request();
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  // It was answered. Bytes as the protocol counts them.
  void done(std::uint64_t bytes_in = 0, std::uint64_t bytes_out = 0);
  void fail(std::string why);

 private:
  void end();
  agent::Asked* asked_;  // null: it has ended
  int exceptions_;       // being thrown when it began
};

}  // namespace brood
