#include "tests/support/raw_server.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

namespace brood::test {

struct RawServer::State {
  Manner manner{};
  int listener = -1;
  int port = 0;
  std::atomic<bool> ended{false};
  std::thread thread;
  std::vector<std::thread> conversations;

  void serve();
  void talk(int connection) const;
};

namespace {

constexpr std::string_view kHead = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";

void say(int connection, std::string_view text) {
  [[maybe_unused]] const ssize_t sent = send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

bool hears(int connection, int milliseconds) {
  pollfd event{connection, POLLIN, 0};
  return poll(&event, 1, milliseconds) > 0;
}

}  // namespace

void RawServer::State::talk(int connection) const {
  while (!ended && !hears(connection, 20)) {
  }
  char request[4096];
  [[maybe_unused]] const ssize_t got = recv(connection, request, sizeof request, 0);
  const linger at_once{1, 0};
  switch (manner) {
    case Manner::closes:
      break;
    case Manner::resets:
      setsockopt(connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      break;
    case Manner::cuts_short:
      say(connection, kHead);
      say(connection, "0123456789");
      break;
    case Manner::babbles:
      say(connection, "220 mail ready\r\n\r\n");
      break;
    case Manner::is_silent:
      while (!ended && !hears(connection, 20)) {
      }
      break;
    case Manner::drips:
      say(connection, kHead);
      for (int i = 0; i < 100 && !ended; ++i) {
        say(connection, "x");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
      break;
  }
  close(connection);
}

void RawServer::State::serve() {
  while (!ended) {
    if (!hears(listener, 20)) continue;
    const int connection = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0) conversations.emplace_back([this, connection] { talk(connection); });
  }
}

RawServer::RawServer(Manner manner) : state_(std::make_unique<State>()) {
  state_->manner = manner;
  state_->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (bind(state_->listener, any, size) != 0 || listen(state_->listener, 64) != 0 ||
      getsockname(state_->listener, any, &size) != 0)
    std::abort();
  state_->port = ntohs(address.sin_port);
  state_->thread = std::thread([this] { state_->serve(); });
}

RawServer::~RawServer() {
  state_->ended = true;
  state_->thread.join();
  for (std::thread& conversation : state_->conversations) conversation.join();
  close(state_->listener);
}

std::string RawServer::url() const { return "http://127.0.0.1:" + std::to_string(state_->port) + "/raw"; }

}  // namespace brood::test
