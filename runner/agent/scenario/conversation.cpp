#include "runner/agent/scenario/conversation.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>

#include "brood/agent.h"
#include "runner/agent/recorder.hpp"
#include "runner/channel/futex.hpp"

namespace brood::agent {

namespace {

constexpr int kFirstFailingStatus = 400;

}  // namespace

void Asked::fail(std::string why) {
  failed = true;
  if (problem.empty()) problem = std::move(why);
}

bool Asked::counts_as_failed() const {
  if (failed || unwound || !exchange.error.empty()) return true;
  return !status_expected && is_failing_status(exchange.status, kFirstFailingStatus);
}

Conversation::Conversation(CurlTransport& transport, const SelectedClass& users, std::string base_url)
    : transport_(transport), users_(users), session_(HttpSettings{.base_url = std::move(base_url)}) {}

void Asked::clear() {
  exchange.clear();
  body = {};
  name.clear();
  failed = status_expected = unwound = false;
  problem.clear();
}

// One that is in nobody's hands; few are needed.
Asked& Conversation::take() {
  for (const auto& asked : all_) {
    // The exception that ended it was caught by the task, which goes on.
    if (asked->open && asked->unwound && !asked->held) record(*asked);
    if (asked->held || asked->open) continue;
    asked->clear();
    asked->held = true;
    return *asked;
  }
  all_.push_back(std::make_unique<Asked>(*this));
  all_.back()->held = true;
  return *all_.back();
}

void Conversation::write_url(std::string_view url, std::string& to) const {
  to.clear();
  if (url.starts_with('/')) {
    std::string_view base = settings().base_url;
    if (base.empty()) {
      const std::string problem = place_of(*users_.users) + " asks for " + std::string(url) +
                                  ", but nothing says of which host: give --host URL or --sut CMD";
      refuse_run(problem.c_str());
      throw std::invalid_argument(problem);
    }
    while (base.ends_with('/')) base.remove_suffix(1);
    to = base;
  }
  to += url;
}

Asked& Conversation::ask(std::string_view method, std::string_view url, Body body, RequestOptions options) {
  Asked& asked = take();
  asked.held = false;  // until there is an answer to hold
  Exchange& exchange = asked.exchange;
  write_url(url, exchange.url);
  asked.body = std::move(body);
  asked.name = options.name;
  exchange.method = method;
  exchange.headers = std::move(options.headers);
  add_trace_headers(exchange.headers);
  const bool has_body = !asked.body.content.empty() || !asked.body.content_type.empty() ||
                        !asked.body.file.empty() || !asked.body.parts.empty();
  if (has_body) exchange.body = &asked.body;
  exchange.timeout = options.timeout.value_or(settings().timeout);
  exchange.follow_redirects = options.follow_redirects.value_or(settings().follow_redirects);
  exchange.auth = std::move(options.auth);

  asked.open = true;
  if (!transport_.run(session_, exchange)) {
    exchange.error = "ended with its iteration";
    if (std::uncaught_exceptions() == 0) {
      record(asked);
      throw Interrupted{};
    }
  }
  asked.held = true;
  return asked;
}

void Conversation::add_trace_headers(Headers& headers) {
  char lines[2][BROOD_TRACE_LENGTH];
  const std::uint32_t count = brood_agent_trace_headers(lines);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view line = lines[i];
    headers.emplace_back(line.substr(0, line.find(':')), line.substr(line.find(':') + 2));
  }
}

Asked& Conversation::begin(std::string_view method, std::string_view name) {
  Asked& asked = take();
  asked.name = name;
  asked.exchange.method = method;
  asked.exchange.start = channel::now_ns();
  return asked;
}

void Conversation::end(Asked& asked) {
  asked.exchange.duration = channel::now_ns() - asked.exchange.start;
  asked.held = false;
  asked.open = true;
  if (!asked.unwound) record(asked);
}

void Conversation::exception_ended(const std::string& what) {
  for (const auto& asked : all_)
    if (asked->open && asked->unwound) asked->fail(what);
}

void Conversation::release(Asked& asked) {
  asked.held = false;
  if (asked.open) record(asked);
}

bool Conversation::conclude_all() {
  for (const auto& asked : all_)
    if (asked->open) record(*asked);
  return std::exchange(failed_, false);
}

void Conversation::record(Asked& asked) {
  asked.open = false;
  const Exchange& exchange = asked.exchange;
  const bool failed = asked.counts_as_failed();
  failed_ = failed_ || failed;
  const char* const unwound = "ended by an exception";
  brood_request request{};
  request.method = exchange.method.c_str();
  request.url = exchange.url.c_str();
  request.name = asked.name.empty() ? nullptr : asked.name.c_str();
  request.status = exchange.status;
  request.judgement = failed ? BROOD_JUDGED_FAILED : BROOD_JUDGED_PASSED;
  if (!exchange.error.empty()) request.error = exchange.error.c_str();
  else if (!asked.problem.empty()) request.error = asked.problem.c_str();
  else if (asked.unwound) request.error = unwound;
  request.redirects = exchange.redirects;
  request.start = exchange.start;
  request.duration = exchange.duration;
  request.bytes_in = exchange.bytes_in;
  request.bytes_out = exchange.bytes_out;
  request.dns = exchange.phases[kDns];
  request.connect = exchange.phases[kConnect];
  request.tls = exchange.phases[kTls];
  request.wait = exchange.phases[kWait];
  request.receive = exchange.phases[kReceive];
  brood_agent_request(&request);
}

}  // namespace brood::agent
