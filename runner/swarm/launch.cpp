#include "runner/swarm/launch.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace brood {
namespace {

using keeper_wire::News;

std::string read_memory_file(int fd) {
  struct stat about {};
  fstat(fd, &about);
  std::string text(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t have = 0;
  while (have < text.size()) {
    const ssize_t got = pread(fd, text.data() + have, text.size() - have, static_cast<off_t>(have));
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  return text;
}

void reset_signals() {
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

Launch::Launch(const keeper_wire::Command& command, const int* descriptors, std::size_t count)
    : text_(read_memory_file(descriptors[0])) {
  char* at = text_.data();
  const auto next = [&at] { return std::exchange(at, at + std::strlen(at) + 1); };
  path_ = next();
  folder_ = next();
  for (std::uint32_t i = 0; i < command.argument_count; ++i) arguments_.push_back(next());
  for (std::uint32_t i = 0; i < command.variable_count; ++i) environment_.push_back(next());
  arguments_.push_back(nullptr);
  environment_.push_back(nullptr);
  std::size_t taken = 1;
  if (command.has_output != 0 && taken < count) output_ = descriptors[taken++];
  for (std::uint32_t i = 0; i < command.passed_count && taken < count; ++i) {
    passed_.emplace_back(descriptors[taken++], command.numbers[i]);
  }
}

Launch::Outcome Launch::run() const {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {News::cannot_fork, 0, errno};
  const Descriptor reader(ends[0]);
  Descriptor writer(ends[1]);
  const pid_t keeper = getpid();
  const pid_t pid = fork();
  if (pid < 0) return {News::cannot_fork, 0, errno};
  if (pid == 0) become_program(keeper, writer.get());
  writer.reset();
  // Exec closes the pipe; only a failure writes to it.
  Failure failure{};
  if (read(reader.get(), &failure, sizeof failure) != sizeof failure) return {News::started, pid, 0};
  waitpid(pid, nullptr, 0);
  return {failure.news, pid, failure.error_number};
}

void Launch::become_program(pid_t keeper, int failure_pipe) const {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != keeper) _exit(127);  // it died before it could have been noticed
  reset_signals();
  failure_pipe = place_descriptors(failure_pipe);
  Failure failure{News::cannot_enter_folder, 0};
  if (folder_.empty() || chdir(folder_.c_str()) == 0) {
    execve(path_.c_str(), arguments_.data(), environment_.data());
    failure.news = News::cannot_execute;
  }
  failure.error_number = errno;
  [[maybe_unused]] const ssize_t written = write(failure_pipe, &failure, sizeof failure);
  _exit(127);
}

// Everything that is not wanted closes on exec. What is wanted first moves out of the way of the numbers
// wanted.
int Launch::place_descriptors(int failure_pipe) const {
  int above = STDERR_FILENO;
  for (const auto& [here, there] : passed_) above = std::max(above, there);
  std::vector<std::pair<int, int>> moved;
  for (const auto& [here, there] : passed_) {
    moved.emplace_back(fcntl(here, F_DUPFD_CLOEXEC, above + 1), there);
  }
  const int pipe = fcntl(failure_pipe, F_DUPFD_CLOEXEC, above + 1);
  if (output_ >= 0) {
    dup2(output_, STDOUT_FILENO);
    dup2(output_, STDERR_FILENO);
  }
  for (const auto& [here, there] : moved) dup2(here, there);
  return pipe;
}

}  // namespace brood
