// HTTP as a user of a scenario speaks it. A call returns when the answer is there; other users run meanwhile.
#pragma once

#include <charconv>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "brood/http_options.hpp"
#include "brood/json_text.hpp"

namespace brood {

class Json;  // see brood/json.hpp

namespace agent {
class Conversation;
struct Asked;
}  // namespace agent

// An answer. Its request counts as failed when there was no whole answer or the status is one that fails (400
// to 599, or --fail-status), unless an expectation about the status is met. An expectation that is not met
// makes it failed, with what was wanted and got; the iteration goes on, and fails at its end. All that is
// known about the request is recorded when the answer is destroyed, at the latest when the iteration ends.
class Response {
 public:
  explicit Response(agent::Asked& asked) : asked_(&asked) {}
  ~Response();
  Response(Response&& other) noexcept : asked_(std::exchange(other.asked_, nullptr)) {}
  Response& operator=(Response&& other) noexcept {
    std::swap(asked_, other.asked_);
    return *this;
  }
  Response(const Response&) = delete;
  Response& operator=(const Response&) = delete;

  // 0: there was no answer; error() says why.
  int status() const;
  const std::string& error() const;
  Headers headers() const;
  // Of the first header of that name, in any case; empty if there is none.
  std::string_view header(std::string_view name) const;
  // What was kept of the body, see HttpSettings::max_body. Valid as long as the answer.
  std::string_view body() const;
  bool ok() const { return error().empty() && status() >= 200 && status() < 400; }

  // The body as JSON. One that is none makes the request failed and throws.
  Json json() const;

  Response& expect_status(int status);
  Response& expect_status(std::initializer_list<int> any_of_these);
  // The body contains `text`.
  Response& expect_body(std::string_view text);
  // The body is JSON with that value at the pointer (RFC 6901, as in "/items/0/id").
  Response& expect_json(std::string_view pointer, const JsonText& value);
  // Anything else; `what` is told when it does not hold.
  Response& expect(bool holds, std::string_view what);
  // Keeps the value at the pointer; a string without its quotes. If there is none, or none of that type, the
  // request is failed and `to` stays as it is.
  Response& save(std::string_view pointer, std::string& to);
  template <class Number,
            std::enable_if_t<std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>, int> = 0>
  Response& save(std::string_view pointer, Number& to) {
    std::string text;
    if (!save_text(pointer, text)) return *this;
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (whole) to = number;
    return expect(whole, "a number at " + std::string(pointer));
  }
  // Ends the iteration here if the request counts as failed by now.
  Response& or_stop();

 private:
  bool save_text(std::string_view pointer, std::string& to);

  agent::Asked* asked_;  // null: moved from
};

// Sends requests with connections and cookies of one user. A URL that begins with "/" follows
// settings().base_url.
class Http {
 public:
  explicit Http(agent::Conversation& conversation) : conversation_(&conversation) {}

  Response get(std::string_view url, RequestOptions options = {});
  Response head(std::string_view url, RequestOptions options = {});
  Response options(std::string_view url, RequestOptions options = {});
  Response post(std::string_view url, Body body = {}, RequestOptions options = {});
  Response put(std::string_view url, Body body = {}, RequestOptions options = {});
  Response patch(std::string_view url, Body body = {}, RequestOptions options = {});
  Response del(std::string_view url, RequestOptions options = {});
  Response request(std::string_view method, std::string_view url, Body body = {},
                   RequestOptions options = {});

  // For all requests from now on.
  HttpSettings& settings();

 private:
  agent::Conversation* conversation_;
};

}  // namespace brood
