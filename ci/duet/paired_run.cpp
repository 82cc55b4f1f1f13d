#include "ci/duet/paired_run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "runner/channel/futex.hpp"
#include "runner/swarm/descriptor.hpp"
#include "runner/swarm/run.hpp"

namespace brood {

namespace {

constexpr std::uint64_t kHeadStart = 20'000'000;  // ns between the word and the start of the clock
constexpr char kReady = 'r';
constexpr char kComplete = 'c';
constexpr char kIncomplete = 'i';
constexpr char kRefused = 'u';

void write_all(int fd, const std::string& text) {
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t count = send(fd, text.data() + written, text.size() - written, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    written += static_cast<std::size_t>(count);
  }
}

std::string closing_words(const Expected<Result>& result) {
  if (!result) return kRefused + result.error().message;
  if (result->footer.ended_by == EndedBy::run_time) return std::string(1, kComplete);
  const std::string& reason = result->footer.reason;
  return kIncomplete + (reason.empty() ? std::string(to_string(result->footer.ended_by)) : reason);
}

// Says on `line` that it is ready, once, and hears there when to start.
RunHooks hooks_on(int line, const channel::Turns& turns) {
  RunHooks hooks;
  hooks.start = [line, turns, said = false]() mutable -> std::optional<Start> {
    if (!said) write_all(line, std::string(1, kReady));
    said = true;
    std::uint64_t at = 0;
    if (recv(line, &at, sizeof at, MSG_DONTWAIT) != sizeof at) return std::nullopt;
    Start start{at, turns};
    start.turns.begin += at;
    return start;
  };
  return hooks;
}

[[noreturn]] void be_run(const PairedRun& run, int line, pid_t parent) {
  // Of its own group: the terminal's signals are for the parent, which hands them on.
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(1);
  const Expected<OutputFolder> out = OutputFolder::claim(run.out);
  write_all(line, out ? closing_words(run_scenario(run.scenario, *out, hooks_on(line, run.turns)))
                      : kRefused + out.error().message);
  _exit(0);
}

// The process of a run, as its parent sees it.
class Child {
 public:
  explicit Child(const PairedRun& run) {
    int ends[2];
    ended_ = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0;
    if (ended_) return;
    line_ = Descriptor(ends[0]);
    const Descriptor theirs(ends[1]);
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ == 0) be_run(run, theirs.get(), parent);
  }
  ~Child() {
    if (pid_ > 0) waitpid(pid_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int line() const { return ended_ ? -1 : line_.get(); }
  bool ended() const { return ended_; }
  bool failed() const { return ended_ && !end().complete; }
  bool ready() const { return !heard_.empty() && heard_.front() == kReady; }

  void listen() {
    char text[4096];
    const ssize_t count = recv(line_.get(), text, sizeof text, MSG_DONTWAIT);
    if (count > 0) heard_.append(text, static_cast<std::size_t>(count));
    else if (count == 0 || (errno != EAGAIN && errno != EINTR)) ended_ = true;
  }
  void start_at(std::uint64_t time) const { send(line_.get(), &time, sizeof time, MSG_NOSIGNAL); }
  // `told`: how often it was told before. Two signals alike that wait to be taken are one.
  void stop(int told) const {
    if (pid_ > 0 && !ended_) kill(pid_, told % 2 == 0 ? SIGTERM : SIGINT);
  }

  PairedEnd end() const {
    const std::string_view words = std::string_view(heard_).substr(ready() ? 1 : 0);
    if (words.empty())
      return {false, false,
              pid_ < 0 ? "its process could not be started" : "its process ended without a word"};
    if (words.front() == kComplete) return {true, false, ""};
    return {false, words.front() == kRefused, std::string(words.substr(1))};
  }

 private:
  Descriptor line_;
  pid_t pid_ = -1;
  bool ended_ = false;
  std::string heard_;
};

}  // namespace

std::array<PairedEnd, 2> run_paired(const std::array<PairedRun, 2>& runs,
                                    const std::function<int()>& signals) {
  Child first(runs[0]);
  Child second(runs[1]);
  bool started = false;
  int told = 0;
  while (!first.ended() || !second.ended()) {
    std::array<pollfd, 2> lines{pollfd{first.line(), POLLIN, 0}, pollfd{second.line(), POLLIN, 0}};
    poll(lines.data(), lines.size(), 50);
    if (lines[0].revents != 0) first.listen();
    if (lines[1].revents != 0) second.listen();
    const int wanted = std::max(signals(), first.failed() || second.failed() ? 1 : 0);
    for (; told < wanted; ++told) {
      first.stop(told);
      second.stop(told);
    }
    if (!started && first.ready() && second.ready()) {
      started = true;
      const std::uint64_t start = channel::now_ns() + kHeadStart;
      first.start_at(start);
      second.start_at(start);
    }
  }
  return {first.end(), second.end()};
}

}  // namespace brood
