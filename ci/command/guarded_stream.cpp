#include "ci/command/guarded_stream.hpp"

#include <string>

#include "reporters/console_text.hpp"

namespace brood {
namespace {

class Guard : public std::streambuf {
 public:
  Guard(std::streambuf& to, bool terminal) : to_(to), text_(terminal) {}

 private:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    const std::string shown = text_.take({text, static_cast<std::size_t>(size)});
    const auto length = static_cast<std::streamsize>(shown.size());
    return to_.sputn(shown.data(), length) == length ? size : 0;
  }
  int_type overflow(int_type character) override {
    const char c = traits_type::to_char_type(character);
    return traits_type::eq_int_type(character, traits_type::eof()) || xsputn(&c, 1) == 1
               ? traits_type::not_eof(character)
               : traits_type::eof();
  }
  int sync() override { return to_.pubsync(); }

  std::streambuf& to_;
  ConsoleText text_;
};

}  // namespace

GuardedStream::GuardedStream(std::ostream& stream, bool terminal)
    : stream_(stream), own_(stream.rdbuf()), guard_(std::make_unique<Guard>(*own_, terminal)) {
  stream_.rdbuf(guard_.get());
}

GuardedStream::~GuardedStream() {
  stream_.flush();
  stream_.rdbuf(own_);
}

}  // namespace brood
