// HTTP as a user of a scenario speaks it. A call returns when the answer is there; other users run meanwhile.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "brood/http_options.hpp"

namespace brood {

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
  explicit Response(std::shared_ptr<agent::Asked> asked) : asked_(std::move(asked)) {}
  ~Response();
  Response(Response&&) = default;
  Response& operator=(Response&&) = default;
  Response(const Response&) = delete;
  Response& operator=(const Response&) = delete;

  // 0: there was no answer; error() says why.
  int status() const;
  const std::string& error() const;
  const Headers& headers() const;
  // Of the first header of that name, in any case; empty if there is none.
  std::string_view header(std::string_view name) const;
  // What was kept of the body, see HttpSettings::max_body. Valid as long as the answer.
  std::string_view body() const;
  bool ok() const { return status() >= 200 && status() < 400; }

  Response& expect_status(int status);
  // The body contains `text`.
  Response& expect_body(std::string_view text);
  // Ends the iteration here if the request counts as failed by now.
  Response& or_stop();

 private:
  std::shared_ptr<agent::Asked> asked_;
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
