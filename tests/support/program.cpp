#include "tests/support/program.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace brood {

namespace {

[[noreturn]] void become(const std::vector<std::string>& words, const std::vector<std::string>& variables,
                         int output) {
  setpgid(0, 0);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  // The test itself may run under ctest; the program runs as its person says.
  for (const char* name : {"DASHBOARD_TEST_FROM_CTEST", "CTEST_INTERACTIVE_DEBUG_MODE"}) unsetenv(name);
  std::vector<std::string> kept = variables;
  for (std::string& variable : kept) putenv(variable.data());
  std::vector<std::string> held = words;
  std::vector<char*> arguments;
  for (std::string& word : held) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

int wait_for(pid_t child, std::chrono::seconds limit) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + limit;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() > end) kill(-child, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Ended run_program(const std::vector<std::string>& words, const std::vector<std::string>& variables,
                  std::chrono::seconds limit) {
  std::string path = "/tmp/brood-output-XXXXXX";
  const int output = mkostemp(path.data(), O_CLOEXEC);
  const pid_t child = fork();
  if (child == 0) become(words, variables, output);
  close(output);
  Ended ended;
  ended.code = wait_for(child, limit);
  ended.output = read_file(path);
  unlink(path.c_str());
  return ended;
}

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(socket, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    std::abort();
  close(socket);
  return ntohs(address.sin_port);
}

}  // namespace brood
