// The descriptors of one thread, watched with epoll, and the steady clock.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "runner/agent/fiber/poller.hpp"

namespace brood::agent {

class Epoll : public Poller {
 public:
  // Told of the events (EPOLLIN...) of a descriptor. May watch and unwatch, itself too.
  using Handler = std::function<void(int fd, std::uint32_t events)>;

  // Throws std::system_error when the machine has no descriptor left.
  Epoll();
  ~Epoll() override;
  Epoll(const Epoll&) = delete;
  Epoll& operator=(const Epoll&) = delete;

  // All watched descriptors tell one handler.
  void on_event(Handler handler) { handler_ = std::move(handler); }
  // Watches `fd` for `events`, or for others than before.
  void watch(int fd, std::uint32_t events);
  // `fd` may be closed already.
  void unwatch(int fd);

  std::uint64_t now() override;
  void wait(std::uint64_t deadline) override;

 private:
  bool handle_ready();

  int epoll_;
  Handler handler_;
};

}  // namespace brood::agent
