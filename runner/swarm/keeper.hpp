// The process that everything brood starts descends from. It is a session leader and a child subreaper, is
// called "brood-keeper", ignores polite signals and is tied to brood by one socket. When that closes - brood
// ended, was killed, crashed - it kills every descendant, whatever session they moved to or signals they
// ignore, and leaves. Should the keeper itself be killed, the started programs die with it (PDEATHSIG) and
// brood kills their groups.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/expected.hpp"
#include "runner/core/units.hpp"
#include "runner/swarm/descriptor.hpp"
#include "runner/swarm/program.hpp"

namespace brood {

using ProgramId = std::uint32_t;

struct KeeperEvent {
  enum class Kind : std::uint8_t {
    started,       // exec succeeded; pid
    start_failed,  // error; nothing more comes about this program
    ended,  // status, cpu; nothing more comes about this program. What is left of its process group has been
            // killed, unless signal() had asked it to end: then it may finish, and kill() still reaches it
    keeper_lost,  // the keeper was killed; comes once, nothing comes after it
  };
  Kind kind = Kind::started;
  ProgramId id = 0;  // 0 for keeper_lost
  std::int32_t pid = 0;
  int status = 0;     // as waitpid gives it
  Nanos cpu{};        // of the program and the children it waited for
  std::string error;  // one sentence that names the program and the reason
};

class Keeper {
 public:
  // Forks the keeper. Precondition: the calling process has one thread. Call it before brood raises limits of
  // its own, since programs inherit the keeper's.
  static Expected<Keeper> start();
  Keeper(Keeper&&) noexcept = default;
  Keeper& operator=(Keeper&&) = delete;
  // As finish().
  ~Keeper();

  // Readable when read_events() has something to give. Stays readable after keeper_lost.
  int fd() const { return socket_.get(); }

  // Asks for a program; `started` or `start_failed` follows. The descriptors in it may be closed on return.
  // An error only when the keeper cannot be reached or the program is too large to be told. Ids count from 1.
  Expected<ProgramId> start_program(const Program& program);

  // Everything that has happened since the last call, oldest first. Does not block.
  std::vector<KeeperEvent> read_events();

  // The next event about `id` (or keeper_lost), waiting at most `patience`. Events about other programs are
  // kept for read_events(); fd() does not announce those.
  std::optional<KeeperEvent> wait_event(ProgramId id, Nanos patience);

  // Sends a signal to a program's process group. Nothing happens if there is none any more.
  void signal(ProgramId id, int signal_number);
  void kill(ProgramId id);

  std::int32_t pid() const { return pid_; }
  // Whether keeper_lost has been, or is about to be, told.
  bool lost() const { return lost_; }

  // Ends the keeper and all that is left of what it started, and waits for that: milliseconds. A process that
  // hangs in the kernel is left to the keeper after ten seconds. Returns the CPU time of the keeper and all
  // its descendants; zero if that is not known, or when called again.
  Nanos finish();

 private:
  struct Started {
    std::string path;
    std::string working_directory;
    std::int32_t pid = 0;
  };

  Keeper(Descriptor socket, std::int32_t pid) : socket_(std::move(socket)), pid_(pid) {}
  void receive();
  void lose();

  Descriptor socket_;
  std::int32_t pid_ = 0;
  bool lost_ = false;
  ProgramId last_id_ = 0;
  std::map<ProgramId, Started> programs_;  // asked for and not ended
  std::deque<KeeperEvent> events_;
};

// "exited with code 3", "was killed by SIGSEGV".
std::string describe_status(int wait_status);

}  // namespace brood
