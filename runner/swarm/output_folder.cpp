#include "runner/swarm/output_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "runner/core/run_files.hpp"

namespace brood {
namespace {

constexpr const char* kAnother = "; choose another with --out";

Status make_folder(const std::string& out) {
  std::error_code error;
  std::filesystem::create_directories(out, error);
  if (!error) return Done{};
  return Error{"cannot make the output folder '" + out + "': " + error.message() + kAnother};
}

const char* kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

Error in_the_way(const std::string& path, const std::string& what) {
  return Error{"'" + path + "' is " + what +
               ", where a file of the run belongs; remove it, or choose another folder with --out"};
}

bool is_taken(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; }

// Whoever started brood may have locked the folder for it, as `flock DIR brood run --out DIR` does, and have
// handed that lock down.
bool is_locked_for_us(int folder) {
  constexpr int kMostInherited = 1024;
  struct stat wanted {};
  if (fstat(folder, &wanted) != 0) return false;
  for (int inherited = STDERR_FILENO + 1; inherited < kMostInherited; ++inherited) {
    struct stat about {};
    // What was inherited is not closed on exec, as all of ours is.
    if ((fcntl(inherited, F_GETFD) & FD_CLOEXEC) != 0 || fstat(inherited, &about) != 0) continue;
    if (about.st_dev == wanted.st_dev && about.st_ino == wanted.st_ino && !is_taken(inherited)) return true;
  }
  return false;
}

// A brood that does not know of the folder's lock locks its journal.
bool is_written_by_another(const std::string& journal) {
  const Descriptor file(open(journal.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  return file && is_taken(file.get());
}

}  // namespace

Status check_own_file(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0) {
    if (errno == ENOENT && lstat(path.c_str(), &about) == 0)
      return in_the_way(path, "a link that leads nowhere");
    if (errno == ENOENT) return Done{};
    return Error{"cannot write '" + path + "': " + std::strerror(errno) + kAnother};
  }
  if (!S_ISREG(about.st_mode)) return in_the_way(path, kind_of(about.st_mode));
  // Not access(): that asks for the real user, and knows nothing of files that nobody may change.
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file) return Error{"cannot write '" + path + "': " + std::strerror(errno) + kAnother};
  return Done{};
}

Expected<OutputFolder> OutputFolder::claim(const std::string& path) {
  if (const Status made = make_folder(path); !made) return made.error();
  OutputFolder folder(path, Descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
  for (const char* name : {kJournalFile, kTargetLogFile, kSutLogFile, kDuetFile})
    if (const Status fit = check_own_file(path + '/' + name); !fit) return fit.error();
  const bool taken = folder.lock_ && is_taken(folder.lock_.get()) && !is_locked_for_us(folder.lock_.get());
  if (taken || is_written_by_another(folder.journal()))
    return Error{"another run is writing " + folder.journal() +
                 "; wait for it, or choose another folder with --out"};
  return folder;
}

std::string OutputFolder::journal() const { return path_ + '/' + kJournalFile; }

}  // namespace brood
