// A net under everything that is printed: what goes to a stream passes console_text(), wherever it comes
// from.
#pragma once

#include <memory>
#include <ostream>
#include <streambuf>

namespace brood {

// While it lives, what `stream` is given reaches its buffer as ConsoleText makes it, without delay. The
// stream must outlive it.
class GuardedStream {
 public:
  // `terminal`: sequences of Brood's own stay.
  GuardedStream(std::ostream& stream, bool terminal);
  ~GuardedStream();
  GuardedStream(const GuardedStream&) = delete;
  GuardedStream& operator=(const GuardedStream&) = delete;

 private:
  std::ostream& stream_;
  std::streambuf* const own_;
  const std::unique_ptr<std::streambuf> guard_;
};

}  // namespace brood
