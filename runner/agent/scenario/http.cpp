#include "brood/http.hpp"

#include <algorithm>

#include "runner/agent/http/header_lines.hpp"
#include "runner/agent/scenario/conversation.hpp"
#include "runner/agent/scenario/shortened.hpp"
#include "runner/agent/scenario/user_host.hpp"

namespace brood {

Response::~Response() {
  if (asked_ != nullptr) asked_->conversation.release(*asked_);
}

int Response::status() const { return asked_->exchange.status; }
const std::string& Response::error() const { return asked_->exchange.error; }
Headers Response::headers() const { return agent::parse_headers(asked_->exchange.answer_head); }
std::string_view Response::body() const { return asked_->exchange.answer_body; }

std::string_view Response::header(std::string_view name) const {
  return agent::find_header(asked_->exchange.answer_head, name);
}

Response& Response::expect_status(int status) { return expect_status({status}); }

Response& Response::expect_status(std::initializer_list<int> any_of_these) {
  if (std::find(any_of_these.begin(), any_of_these.end(), status()) != any_of_these.end()) {
    asked_->status_expected = true;
    return *this;
  }
  if (!error().empty()) return *this;
  std::string wanted;
  for (const int one : any_of_these) wanted += (wanted.empty() ? "" : " or ") + std::to_string(one);
  asked_->fail("expected status " + wanted + ", got " + std::to_string(status()));
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
  return Response(conversation_->ask(method, url, std::move(body), std::move(options)));
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
