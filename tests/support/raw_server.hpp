#pragma once

#include <memory>
#include <string>

namespace brood::test {

// A server on a free port of 127.0.0.1 that answers whatever comes in the same wrong way.
class RawServer {
 public:
  enum class Manner {
    closes,      // without an answer
    resets,      // with a TCP reset, without an answer
    cuts_short,  // says 100 bytes, sends 10, closes
    babbles,     // what is not HTTP
    is_silent,   // never answers
    drips,       // says 100 bytes and sends one every 10 ms
  };
  explicit RawServer(Manner manner);
  ~RawServer();

  std::string url() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace brood::test
