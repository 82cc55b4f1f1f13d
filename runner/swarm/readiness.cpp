#include "runner/swarm/readiness.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>

#include "runner/swarm/descriptor.hpp"

namespace brood {
namespace {

constexpr int kConnectTimeoutMs = 100;
constexpr long kRequestTimeoutMs = 5000;  // one that hangs is asked again

bool only_digits(const std::string& text) {
  return text.find_first_not_of("0123456789") == std::string::npos;
}

std::uint16_t local_port(const Address& address) {
  return address.host == "127.0.0.1" || address.host == "localhost" ? address.port : std::uint16_t{0};
}

Expected<ReadyQuestion> port_question(const std::string& ready, const Address& chosen, bool takes_chosen) {
  const long port = ready.size() <= 5 ? std::stol(ready) : 0;
  if (port < 1 || port > 65535) return Error{"ready port '" + ready + "' is not between 1 and 65535"};
  const auto number = static_cast<std::uint16_t>(port);
  return ReadyQuestion{
      ReadyQuestion::Kind::accepts, number, {}, takes_chosen ? chosen : loopback_address(number)};
}

Expected<ReadyQuestion> url_question(const std::string& url, const Address& chosen, bool takes_chosen) {
  const Expected<Address> asked = parse_address(url);
  if (!asked) return asked.error();
  Address address = takes_chosen ? chosen : *asked;
  if (!takes_chosen) address.url = url.substr(0, url.find_first_of("/?#", url.find("://") + 3));
  return ReadyQuestion{ReadyQuestion::Kind::answers, local_port(*asked), url, address};
}

}  // namespace

Expected<ReadyQuestion> ready_question(const SutPlan& plan, const Address& chosen) {
  const bool takes_chosen = mentions_address(plan.command);
  const std::string ready = fill_in_address(plan.ready, chosen);
  if (ready.empty()) {
    if (!takes_chosen) return ReadyQuestion{ReadyQuestion::Kind::started, 0, {}, chosen};
    return ReadyQuestion{ReadyQuestion::Kind::accepts, chosen.port, {}, chosen};
  }
  if (only_digits(ready)) return port_question(ready, chosen, takes_chosen);
  if (ready.front() == '/') {
    if (takes_chosen) return url_question(chosen.url + ready, chosen, takes_chosen);
    return Error{"ready path '" + ready + "' needs to know the port: use {port} in the command '" +
                 plan.command + "', or give a whole URL instead of the path"};
  }
  if (ready.starts_with("http://") || ready.starts_with("https://"))
    return url_question(ready, chosen, takes_chosen);
  return Error{"'" + plan.ready +
               "' says not how to see that the system under test is ready: give a path such as "
               "/health, a port number, or a URL"};
}

bool port_accepts(std::uint16_t port) {
  const Descriptor probe(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(port);
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(probe.get(), reinterpret_cast<const sockaddr*>(&there), sizeof there) != 0 &&
      errno != EINPROGRESS) {
    return false;
  }
  pollfd watched{probe.get(), POLLOUT, 0};
  if (poll(&watched, 1, kConnectTimeoutMs) != 1 || (watched.revents & (POLLERR | POLLHUP)) != 0) return false;
  // Where nobody listens, a socket may be given this very port and connect to itself.
  sockaddr_in here{};
  socklen_t size = sizeof here;
  return getsockname(probe.get(), reinterpret_cast<sockaddr*>(&here), &size) == 0 &&
         here.sin_port != there.sin_port;
}

Readiness::Readiness(const ReadyQuestion& question) : question_(question) {
  if (question.kind != ReadyQuestion::Kind::answers) return;
  multi_.reset(curl_multi_init());
  easy_.reset(curl_easy_init());
}

bool Readiness::ask(Nanos patience) {
  if (question_.kind == ReadyQuestion::Kind::started) return true;
  if (question_.kind == ReadyQuestion::Kind::answers) return ask_http(patience);
  return port_accepts(question_.port);
}

void Readiness::begin_request() {
  const auto discard = +[](char*, std::size_t size, std::size_t count, void*) { return size * count; };
  curl_easy_reset(easy_.get());
  curl_easy_setopt(easy_.get(), CURLOPT_URL, question_.url.c_str());
  curl_easy_setopt(easy_.get(), CURLOPT_WRITEFUNCTION, discard);
  curl_easy_setopt(easy_.get(), CURLOPT_TIMEOUT_MS, kRequestTimeoutMs);
  curl_easy_setopt(easy_.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_.get(), CURLOPT_PROXY, "");  // a pipeline's http_proxy does not know our port
  curl_easy_setopt(easy_.get(), CURLOPT_FORBID_REUSE, 1L);
  curl_multi_add_handle(multi_.get(), easy_.get());
  under_way_ = true;
}

bool Readiness::ask_http(Nanos patience) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + patience;
  if (!under_way_) begin_request();
  int running = 0;
  curl_multi_perform(multi_.get(), &running);
  while (running > 0) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(left), nullptr);
    curl_multi_perform(multi_.get(), &running);
  }
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
  const CURLcode code = message != nullptr ? message->data.result : CURLE_OK;
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_multi_remove_handle(multi_.get(), easy_.get());
  under_way_ = false;
  last_answer_ = code == CURLE_OK ? "status " + std::to_string(status) : curl_easy_strerror(code);
  return code == CURLE_OK && status > 0 && status < 400;
}

std::string Readiness::describe() const {
  if (question_.kind == ReadyQuestion::Kind::answers) return question_.url + ": " + last_answer_;
  return "nothing accepts connections on port " + std::to_string(question_.port) + " of 127.0.0.1";
}

}  // namespace brood
