// The programs that the tests of this floor start:
//
// - fork_storm SECONDS FILE: a child is born and its parent leaves, over and over, in two lines; each adds a
//   byte to FILE.
// - fork_bomb COUNT SECONDS: every process forks again and again, until so many have been.
// - stubborn COUNT SECONDS: so many processes, each in a session of its own, that ignore signals.
// - serve PORT UNREADY: HTTP on 127.0.0.1; the first UNREADY answers are 503, the others 200.
// - spin MEGABYTES SECONDS: a busy child that holds memory.
// - bind PORT SECONDS: listens.
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;

int fork_storm(int seconds, const char* file) {
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  const int trace = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  // The first one stays: with its end its group would be ended.
  if (fork() > 0) return pause();
  setsid();
  fork();
  while (Clock::now() < end) {
    if (write(trace, ".", 1) != 1) return 1;
    if (fork() > 0) _exit(0);
    setsid();
  }
  return 0;
}

int fork_bomb(int count, int seconds) {
  void* shared =
      mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* const born = new (shared) std::atomic<int>(1);
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  while (Clock::now() < end) {
    if (born->fetch_add(1) < count) fork();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return 0;
}

int stubborn(int count, int seconds) {
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_IGN);
  for (int i = 0; i < count; ++i) {
    if (fork() != 0) continue;
    setsid();
    break;
  }
  std::this_thread::sleep_for(std::chrono::seconds(seconds));
  return 0;
}

int listen_on(int port) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  const int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener, 16) != 0) {
    std::perror("cannot listen");
    std::exit(1);
  }
  return listener;
}

int serve(int port, int unready) {
  const int listener = listen_on(port);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    char request[4096];
    if (read(client, request, sizeof request) > 0) {
      const std::string status = unready-- > 0 ? "503 Starting" : "200 OK";
      const std::string answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      if (write(client, answer.data(), answer.size()) < 0) std::perror("cannot answer");
    }
    close(client);
  }
}

int spin(int megabytes, int seconds) {
  if (fork() > 0) return wait(nullptr) > 0 ? 0 : 1;
  const std::size_t size = static_cast<std::size_t>(megabytes) << 20;
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  std::memset(memory, 1, size);
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  while (Clock::now() < end) {
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 2 ? words[1] : "";
  const int first = count > 2 ? std::atoi(words[2]) : 0;
  const int second = count > 3 ? std::atoi(words[3]) : 0;
  if (what == "fork_storm") return fork_storm(first, words[3]);
  if (what == "fork_bomb") return fork_bomb(first, second);
  if (what == "stubborn") return stubborn(first, second);
  if (what == "serve") return serve(first, second);
  if (what == "spin") return spin(first, second);
  if (what == "bind") {
    listen_on(first);
    std::this_thread::sleep_for(std::chrono::seconds(second));
    return 0;
  }
  return 2;
}
