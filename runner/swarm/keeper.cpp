#include "runner/swarm/keeper.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include "runner/swarm/keeper_process.hpp"
#include "runner/swarm/keeper_wire.hpp"
#include "runner/swarm/kernel_needs.hpp"

namespace brood {
namespace {

using keeper_wire::Command;
using keeper_wire::News;
using keeper_wire::Report;

constexpr std::chrono::seconds kPatienceAtTheEnd{10};

std::string reason(int error_number) { return std::strerror(error_number); }

std::string absolute(const std::string& path) {
  std::error_code ignored;
  const std::filesystem::path full = std::filesystem::absolute(path, ignored);
  return full.empty() ? path : full.string();
}

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

// A child that came into being before it could ignore signals would die of the one meant for brood.
class AllSignalsBlocked {
 public:
  AllSignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before_);
  }
  ~AllSignalsBlocked() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  AllSignalsBlocked(const AllSignalsBlocked&) = delete;
  AllSignalsBlocked& operator=(const AllSignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

// Arguments and environment may be larger than any packet.
Descriptor write_text(const std::string& path, const Program& program) {
  std::string text;
  const auto add = [&text](const std::string& piece) {
    text.append(piece, 0, piece.find('\0')).push_back('\0');
  };
  add(path);
  add(program.working_directory);
  for (const std::string& argument : program.arguments) add(argument);
  for (const std::string& variable : program.environment) add(variable);
  Descriptor file(memfd_create("brood-program", MFD_CLOEXEC));
  if (!file) return file;
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t got = write(file.get(), text.data() + written, text.size() - written);
    if (got <= 0) return Descriptor();
    written += static_cast<std::size_t>(got);
  }
  return file;
}

bool send_command(int socket, const Command& command, const std::vector<int>& descriptors) {
  iovec data{const_cast<Command*>(&command), sizeof command};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * (keeper_wire::kMaxPassed + 2))] = {};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  if (!descriptors.empty()) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * descriptors.size());
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * descriptors.size());
    std::copy(descriptors.begin(), descriptors.end(), reinterpret_cast<int*>(CMSG_DATA(header)));
  }
  ssize_t sent = 0;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == sizeof command;
}

}  // namespace

Expected<Keeper> Keeper::start() {
  // Where it is ignored, nobody can be waited for.
  if (struct sigaction child{}; sigaction(SIGCHLD, nullptr, &child) == 0 && child.sa_handler == SIG_IGN) {
    ::signal(SIGCHLD, SIG_DFL);
  }
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return Error{"cannot make a socket for the keeper: " + reason(errno) + way_out(errno)};
  }
  Descriptor ours(ends[0]);
  const Descriptor theirs(ends[1]);
  const AllSignalsBlocked blocked;
  const pid_t pid = fork();
  if (pid < 0) return Error{"cannot start the keeper process: " + reason(errno) + way_out(errno)};
  if (pid == 0) {
    ours.reset();
    be_keeper(theirs.get());
  }
  return Keeper(std::move(ours), pid);
}

Keeper::~Keeper() { finish(); }

Expected<ProgramId> Keeper::start_program(const Program& program) {
  assert(program.passed.size() <= keeper_wire::kMaxPassed);
  if (lost_ || !socket_) return Error{"cannot start '" + program.path + "': the keeper process has ended"};
  const std::string path = absolute(program.path);
  const Descriptor text = write_text(path, program);
  if (!text) {
    const int why = errno;
    return Error{"cannot start '" + program.path +
                 "': what it is to be called with cannot be handed over: " + reason(why) + way_out(why)};
  }

  Command command;
  command.id = last_id_ + 1;
  command.argument_count = static_cast<std::uint32_t>(program.arguments.size());
  command.variable_count = static_cast<std::uint32_t>(program.environment.size());
  command.has_output = program.output >= 0;
  command.passed_count = static_cast<std::uint32_t>(program.passed.size());
  std::vector<int> descriptors{text.get()};
  if (program.output >= 0) descriptors.push_back(program.output);
  for (std::size_t i = 0; i < program.passed.size(); ++i) {
    descriptors.push_back(program.passed[i].fd);
    command.numbers[i] = program.passed[i].number;
  }
  if (!send_command(socket_.get(), command, descriptors)) {
    return Error{"cannot start '" + program.path +
                 "': the keeper process cannot be reached: " + reason(errno)};
  }
  programs_[command.id] = {program.path, program.working_directory, 0};
  return last_id_ = command.id;
}

namespace {

std::string why_not_started(News news, int error_number, const std::string& path, const std::string& folder) {
  const std::string start = "cannot start '" + path + "': ";
  if (news == News::cannot_enter_folder) return start + "folder '" + folder + "': " + reason(error_number);
  if (news == News::cannot_execute && error_number == ENOENT && exists(path)) {
    return start + "the file is there, but the interpreter or loader it asks for is not";
  }
  return start + reason(error_number);
}

}  // namespace

void Keeper::receive() {
  while (!lost_ && socket_) {
    Report report;
    const ssize_t got = recv(socket_.get(), &report, sizeof report, MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (got != sizeof report) return lose();
    const auto program = programs_.find(report.id);
    if (program == programs_.end()) continue;
    KeeperEvent event{KeeperEvent::Kind::started, report.id, report.pid, 0, Nanos{report.cpu}, {}};
    if (report.news == News::started) {
      program->second.pid = report.pid;
    } else {
      event.kind = report.news == News::ended ? KeeperEvent::Kind::ended : KeeperEvent::Kind::start_failed;
      if (report.news == News::ended) event.status = report.number;
      else
        event.error = why_not_started(report.news, report.number, program->second.path,
                                      program->second.working_directory);
      programs_.erase(program);
    }
    events_.push_back(std::move(event));
  }
}

void Keeper::lose() {
  lost_ = true;
  for (const auto& [id, program] : programs_) {
    if (program.pid > 0) ::kill(-program.pid, SIGKILL);
  }
  programs_.clear();
  events_.push_back({KeeperEvent::Kind::keeper_lost, 0, 0, 0, {}, "the keeper process was killed"});
}

std::vector<KeeperEvent> Keeper::read_events() {
  receive();
  std::vector<KeeperEvent> events(events_.begin(), events_.end());
  events_.clear();
  return events;
}

std::optional<KeeperEvent> Keeper::wait_event(ProgramId id, Nanos patience) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + patience;
  for (;;) {
    receive();
    const auto event = std::find_if(events_.begin(), events_.end(), [id](const KeeperEvent& candidate) {
      return candidate.id == id || candidate.kind == KeeperEvent::Kind::keeper_lost;
    });
    if (event != events_.end()) {
      KeeperEvent found = *event;
      events_.erase(event);
      return found;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0 || lost_) return std::nullopt;
    pollfd watched{socket_.get(), POLLIN, 0};
    poll(&watched, 1, static_cast<int>(left));
  }
}

void Keeper::signal(ProgramId id, int signal_number) {
  if (lost_ || !socket_) return;
  Command command;
  command.order = keeper_wire::Order::signal;
  command.id = id;
  command.signal_number = signal_number;
  send_command(socket_.get(), command, {});
}

void Keeper::kill(ProgramId id) { signal(id, SIGKILL); }

Nanos Keeper::finish() {
  if (!socket_) return {};
  socket_.reset();
  const auto deadline = std::chrono::steady_clock::now() + kPatienceAtTheEnd;
  rusage usage{};
  for (;;) {
    const pid_t ended = wait4(pid_, nullptr, WNOHANG, &usage);
    if (ended < 0 || (ended == 0 && std::chrono::steady_clock::now() > deadline)) return {};
    if (ended > 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  const auto nanos = [](const timeval& time) {
    return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
  };
  return nanos(usage.ru_utime) + nanos(usage.ru_stime);
}

std::string describe_status(int wait_status) {
  if (!WIFSIGNALED(wait_status)) return "exited with code " + std::to_string(WEXITSTATUS(wait_status));
  const char* name = sigabbrev_np(WTERMSIG(wait_status));
  return name != nullptr ? "was killed by SIG" + std::string(name)
                         : "was killed by signal " + std::to_string(WTERMSIG(wait_status));
}

}  // namespace brood
