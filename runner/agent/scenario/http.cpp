#include "brood/http.hpp"

#include <strings.h>

#include <algorithm>

#include "runner/agent/scenario/conversation.hpp"
#include "runner/agent/scenario/shortened.hpp"
#include "runner/agent/scenario/user_host.hpp"

namespace brood {

Response::~Response() {
  if (asked_ == nullptr) return;
  const std::shared_ptr<agent::Asked> asked = agent::let_go(asked_);
  asked->conversation->conclude(*asked);
}

int Response::status() const { return asked_->exchange.status; }
const std::string& Response::error() const { return asked_->exchange.error; }
const Headers& Response::headers() const { return asked_->exchange.answer_headers; }
std::string_view Response::body() const { return asked_->exchange.answer_body; }

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers())
    if (key.size() == name.size() && strncasecmp(key.data(), name.data(), name.size()) == 0) return value;
  return {};
}

Response& Response::expect_status(int status) {
  if (this->status() == status) asked_->status_expected = true;
  else if (error().empty())
    asked_->fail("expected status " + std::to_string(status) + ", got " + std::to_string(this->status()));
  return *this;
}

Response& Response::expect_body(std::string_view text) {
  if (error().empty() && body().find(text) == std::string_view::npos)
    asked_->fail("expected a body with \"" + agent::shortened(text) + "\", got \"" +
                 agent::shortened(body()) + '"');
  return *this;
}

Response& Response::expect(bool holds, std::string_view what) {
  if (error().empty() && !holds) asked_->fail("expected " + std::string(what));
  return *this;
}

Response& Response::or_stop() {
  if (asked_->counts_as_failed()) throw agent::IterationEnded{};
  return *this;
}

Response Http::request(std::string_view method, std::string_view url, Body body, RequestOptions options) {
  return Response(agent::keep(conversation_->ask(method, url, std::move(body), std::move(options))));
}
Response Http::get(std::string_view url, RequestOptions options) {
  return request("GET", url, {}, std::move(options));
}
Response Http::head(std::string_view url, RequestOptions options) {
  return request("HEAD", url, {}, std::move(options));
}
Response Http::options(std::string_view url, RequestOptions options) {
  return request("OPTIONS", url, {}, std::move(options));
}
Response Http::post(std::string_view url, Body body, RequestOptions options) {
  return request("POST", url, std::move(body), std::move(options));
}
Response Http::put(std::string_view url, Body body, RequestOptions options) {
  return request("PUT", url, std::move(body), std::move(options));
}
Response Http::patch(std::string_view url, Body body, RequestOptions options) {
  return request("PATCH", url, std::move(body), std::move(options));
}
Response Http::del(std::string_view url, RequestOptions options) {
  return request("DELETE", url, {}, std::move(options));
}

HttpSettings& Http::settings() { return conversation_->settings(); }

}  // namespace brood
