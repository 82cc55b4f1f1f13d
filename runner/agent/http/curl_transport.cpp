#include "runner/agent/http/curl_transport.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <cstdio>
#include <new>
#include <stdexcept>

#include "runner/agent/http/curl_error.hpp"
#include "runner/agent/http/curl_request.hpp"

namespace brood::agent {

// Lives on the stack of the fiber that waits for it.
struct CurlTransport::Transfer {
  explicit Transfer(EventLoop& loop) : done(loop) {}
  Event done;
  CURLcode result = CURLE_OK;
};

CurlSession::CurlSession(HttpSettings the_settings)
    : settings(std::move(the_settings)), share_(curl_share_init()) {
  if (share_ == nullptr) throw std::bad_alloc();
  curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
  curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  if (settings.cookies) curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
}

CurlTransport::CurlTransport(EventLoop& loop, Epoll& poller)
    : loop_(loop), poller_(poller), multi_(curl_multi_init()) {
  if (multi_ == nullptr) throw std::bad_alloc();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  poller_.on_event([this](int fd, std::uint32_t events) {
    const bool in = (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0;
    act(fd, (in ? CURL_CSELECT_IN : 0) | ((events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0));
  });
}

CurlTransport::~CurlTransport() {
  for (CURL* easy : free_) curl_easy_cleanup(easy);
  curl_multi_cleanup(multi_);
}

int CurlTransport::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
  Epoll& poller = static_cast<CurlTransport*>(self)->poller_;
  if (what == CURL_POLL_REMOVE) {
    poller.unwatch(socket);
  } else {
    const bool in = (what & CURL_POLL_IN) != 0;
    const bool out = (what & CURL_POLL_OUT) != 0;
    poller.watch(socket, (in ? std::uint32_t{EPOLLIN} : 0) | (out ? std::uint32_t{EPOLLOUT} : 0));
  }
  return 0;
}

int CurlTransport::on_timer(CURLM*, long milliseconds, void* self) {
  CurlTransport& transport = *static_cast<CurlTransport*>(self);
  transport.deadline_ = milliseconds < 0
                            ? kNever
                            : transport.loop_.now() + static_cast<std::uint64_t>(milliseconds) * 1'000'000;
  return 0;
}

void CurlTransport::tick() {
  if (loop_.now() < deadline_) return;
  deadline_ = kNever;
  act(CURL_SOCKET_TIMEOUT, 0);
}

void CurlTransport::act(curl_socket_t socket, int events) {
  int running = 0;
  curl_multi_socket_action(multi_, socket, events, &running);
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    void* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    static_cast<Transfer*>(transfer)->result = message->data.result;
    static_cast<Transfer*>(transfer)->done.set();
  }
}

CURL* CurlTransport::take_handle() {
  if (free_.empty()) {
    CURL* easy = curl_easy_init();
    if (easy == nullptr) throw std::bad_alloc();
    return easy;
  }
  CURL* easy = free_.back();
  free_.pop_back();
  return easy;
}

bool CurlTransport::run(CurlSession& session, Exchange& exchange) {
  CURL* easy = take_handle();
  Transfer transfer(loop_);
  CurlRequest request(easy, session.settings, exchange);
  curl_easy_setopt(easy, CURLOPT_SHARE, session.share_.get());
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  // A shared jar alone does not make a handle use cookies, nor is it in use before a handle does.
  if (session.settings.cookies) curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "");

  exchange.start = loop_.now();
  curl_multi_add_handle(multi_, easy);
  const Woken woken = transfer.done.wait();
  exchange.duration = loop_.now() - exchange.start;
  request.read_result(transfer.result);
  curl_multi_remove_handle(multi_, easy);

  if (session.settings.cookies)
    curl_easy_setopt(easy, CURLOPT_COOKIEFILE, nullptr);  // a reset would lose the list
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_SHARE, nullptr);
  free_.push_back(easy);
  return woken == Woken::set;
}

}  // namespace brood::agent
