#include "runner/agent/scenario/conversation.hpp"

#include <algorithm>
#include <stdexcept>

#include "brood/agent.h"
#include "runner/agent/recorder.hpp"
#include "runner/agent/state.hpp"
#include "runner/agent/trace_parent.hpp"
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

Conversation::Conversation(CurlTransport& transport, std::uint32_t user, const SelectedClass& users,
                           std::string base_url)
    : transport_(transport),
      user_(user),
      users_(users),
      session_(HttpSettings{.base_url = std::move(base_url)}) {}

std::string Conversation::whole_url(std::string_view url) const {
  if (!url.starts_with('/')) return std::string(url);
  std::string_view base = settings().base_url;
  if (base.empty()) {
    const std::string problem = place_of(*users_.users) + " asks for " + std::string(url) +
                                ", but nothing says of which host: give --host URL or --sut CMD";
    refuse_run(problem.c_str());
    throw std::invalid_argument(problem);
  }
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string(base).append(url);
}

std::shared_ptr<Asked> Conversation::ask(std::string_view method, std::string_view url, Body body,
                                         RequestOptions options) {
  auto asked = std::make_shared<Asked>();
  asked->conversation = this;
  asked->body = std::move(body);
  asked->name = std::move(options.name);
  Exchange& exchange = asked->exchange;
  exchange.method = method;
  exchange.url = whole_url(url);
  exchange.headers = std::move(options.headers);
  add_trace_headers(exchange.headers);
  const bool has_body = !asked->body.content.empty() || !asked->body.content_type.empty() ||
                        !asked->body.file.empty() || !asked->body.parts.empty();
  if (has_body) exchange.body = &asked->body;
  exchange.timeout = options.timeout.value_or(settings().timeout);
  exchange.follow_redirects = options.follow_redirects.value_or(settings().follow_redirects);
  exchange.auth = std::move(options.auth);

  const bool whole = transport_.run(session_, exchange);
  if (!whole) {
    exchange.error = "ended with its iteration";
    record(*asked);
    throw Interrupted{};
  }
  open_.push_back(asked);
  return asked;
}

void Conversation::add_trace_headers(Headers& headers) {
  const std::uint32_t wanted = state().layout.header().trace;
  if ((wanted & channel::kTraceParent) != 0) headers.emplace_back("traceparent", trace_parent());
  if ((wanted & channel::kTraceTask) == 0) return;
  std::string task = users_.users->name;
  for (const SelectedClass::Task& one : users_.tasks)
    if (one.number == current_task()) task += '.' + one.task->name;
  headers.emplace_back("X-Brood-Task", task + ";user=" + std::to_string(user_));
}

std::shared_ptr<Asked> Conversation::begin(std::string_view method, std::string_view name) {
  auto asked = std::make_shared<Asked>();
  asked->conversation = this;
  asked->name = name;
  asked->exchange.method = method;
  asked->exchange.start = channel::now_ns();
  return asked;
}

void Conversation::end(const std::shared_ptr<Asked>& asked) {
  asked->exchange.duration = channel::now_ns() - asked->exchange.start;
  if (asked->unwound) open_.push_back(asked);
  else record(*asked);
}

void Conversation::exception_ended(const std::string& what) {
  for (const auto& asked : open_)
    if (asked->unwound) asked->fail(what);
}

void Conversation::conclude(const Asked& asked) {
  const auto at =
      std::find_if(open_.begin(), open_.end(), [&](const auto& one) { return one.get() == &asked; });
  if (at == open_.end()) return;
  record(asked);
  open_.erase(at);
}

bool Conversation::conclude_all() {
  for (const auto& asked : open_) record(*asked);
  open_.clear();
  return std::exchange(failed_, false);
}

void Conversation::record(const Asked& asked) {
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
