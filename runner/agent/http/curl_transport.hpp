// HTTP through libcurl, for all fibers of one thread: one multi handle on the event loop, easy handles that
// are used again, and for each user a session with connections and cookies of its own.
#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "runner/agent/fiber/epoll.hpp"
#include "runner/agent/fiber/event_loop.hpp"
#include "runner/agent/http/exchange.hpp"

namespace brood::agent {

// What one user's requests share.
class CurlSession {
 public:
  explicit CurlSession(HttpSettings settings);
  HttpSettings settings;

 private:
  friend class CurlTransport;
  struct Close {
    void operator()(CURLSH* share) const { curl_share_cleanup(share); }
  };
  std::unique_ptr<CURLSH, Close> share_;
};

class CurlTransport {
 public:
  // Both must outlive it. It takes the poller's events for itself.
  CurlTransport(EventLoop& loop, Epoll& poller);
  ~CurlTransport();
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  // Makes the exchange and suspends the running fiber meanwhile. False if the wait was interrupted; the
  // connection is closed then.
  bool run(CurlSession& session, Exchange& exchange);

  // When tick() is due; kNever if it is not.
  std::uint64_t deadline() const { return deadline_; }
  void tick();

 private:
  struct Transfer;
  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* watched);
  static int on_timer(CURLM*, long milliseconds, void* self);
  void act(curl_socket_t socket, int events);
  CURL* take_handle();

  EventLoop& loop_;
  Epoll& poller_;
  CURLM* multi_;
  std::vector<CURL*> free_;
  std::uint64_t deadline_ = kNever;
};

}  // namespace brood::agent
