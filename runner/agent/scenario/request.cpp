#include "brood/request.hpp"

#include <exception>

#include "runner/agent/scenario/conversation.hpp"

namespace brood {

Request::Request(agent::Asked* asked) : asked_(asked), exceptions_(std::uncaught_exceptions()) {}

Request::~Request() {
  if (asked_ == nullptr) return;
  asked_->unwound = std::uncaught_exceptions() > exceptions_;
  if (!asked_->unwound) asked_->fail("was left without done()");
  end();
}

void Request::done(std::uint64_t bytes_in, std::uint64_t bytes_out) {
  if (asked_ == nullptr) return;
  asked_->exchange.bytes_in = bytes_in;
  asked_->exchange.bytes_out = bytes_out;
  end();
}

void Request::fail(std::string why) {
  if (asked_ == nullptr) return;
  asked_->fail(std::move(why));
  end();
}

void Request::end() {
  const std::shared_ptr<agent::Asked> asked = agent::let_go(asked_);
  asked->conversation->end(asked);
}

}  // namespace brood
