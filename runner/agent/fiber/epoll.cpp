#include "runner/agent/fiber/epoll.hpp"

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "runner/channel/futex.hpp"

namespace brood::agent {

Epoll::Epoll() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Epoll::~Epoll() { close(epoll_); }

void Epoll::watch(int fd, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  if (epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) == 0) return;
  if (errno == ENOENT && epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) == 0) return;
  throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void Epoll::unwatch(int fd) { epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr); }

std::uint64_t Epoll::now() { return channel::now_ns(); }

void Epoll::wait(std::uint64_t deadline) {
  if (handle_ready()) return;
  const std::uint64_t begin = now();
  if (deadline <= begin) return;
  // epoll_wait counts in milliseconds; an epoll descriptor is one that ppoll can wait for.
  pollfd ready{epoll_, POLLIN, 0};
  const std::uint64_t left = deadline - begin;
  const timespec timeout{static_cast<time_t>(left / 1'000'000'000), static_cast<long>(left % 1'000'000'000)};
  if (ppoll(&ready, 1, deadline == kNever ? nullptr : &timeout, nullptr) > 0) handle_ready();
}

bool Epoll::handle_ready() {
  std::array<epoll_event, 256> events;
  const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 0);
  for (int i = 0; i < count; ++i)
    handler_(events[static_cast<std::size_t>(i)].data.fd, events[static_cast<std::size_t>(i)].events);
  return count > 0;
}

}  // namespace brood::agent
