#include "runner/swarm/journal_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "runner/core/journal.hpp"

namespace brood {
namespace {

bool is_same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool ends_a_line(const std::string& path, off_t size) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  char last = '\n';
  return size == 0 || (pread(file.get(), &last, 1, size - 1) == 1 && last == '\n');
}

// Another run that writes it has its lock.
bool is_written_by_another(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  return file && flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace

JournalFile::JournalFile(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {
  struct stat about {};
  is_watched_ = fstat(file_.get(), &about) == 0 && S_ISREG(about.st_mode);
}

std::string JournalFile::write(std::string line) {
  if (is_broken_) return {};
  if (std::string what = look(); !what.empty()) return what;
  const std::string sealed = sum_.seal(std::move(line)) + '\n';
  if (first_.empty()) first_ = sealed;
  std::string failure = write_whole(sealed);
  is_broken_ = !failure.empty();
  return is_broken_ ? "the journal could not be written and is incomplete: " + failure : failure;
}

std::string JournalFile::write_whole(const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = ::write(file_.get(), text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return std::strerror(errno);
    done += static_cast<std::size_t>(written);
    size_ += written;
  }
  return {};
}

std::string JournalFile::end() {
  const bool was_known = !happened_.empty();
  std::string what = look();
  if (was_known) mark();  // since then it may have been changed again
  return what;
}

std::string JournalFile::look() {
  if (!happened_.empty() || !is_watched_) return {};
  happened_ = what_happened();
  if (happened_.empty()) return {};
  is_broken_ = true;
  mark();
  return "the journal " + happened_ +
         " while the run went on. This result has all of it, but it cannot be reported or checked again";
}

std::string JournalFile::what_happened() const {
  struct stat ours {
  }, there{};
  if (fstat(file_.get(), &ours) != 0) return {};
  if (stat(path_.c_str(), &there) != 0) return errno == ENOENT || errno == ENOTDIR ? "was removed" : "";
  // Some network file systems number a file anew now and then.
  if (!is_same_file(ours, there) && (ours.st_nlink == 0 || there.st_size != size_)) return "was replaced";
  if (ours.st_size < size_) return "was cut";
  return ours.st_size > size_ ? "was written to by somebody else" : "";
}

// What is left of the journal says that it is not whole. Where nothing is, the header and that.
void JournalFile::mark() {
  struct stat ours {
  }, there{};
  const bool is_there = lstat(path_.c_str(), &there) == 0;
  if (fstat(file_.get(), &ours) != 0) return;
  const bool is_ours = stat(path_.c_str(), &there) == 0 && is_same_file(ours, there);
  if (is_there && !is_ours && !put_aside()) return;
  const int how =
      O_WRONLY | O_APPEND | O_NONBLOCK | O_CLOEXEC | (is_ours ? 0 : O_CREAT | O_EXCL | O_NOFOLLOW);
  Descriptor file(open(path_.c_str(), how, 0666));
  if (!file || fstat(file.get(), &there) != 0) return;
  std::string text = there.st_size == 0 ? first_ : ends_a_line(path_, there.st_size) ? "" : "\n";
  text += encode_broken(happened_) + '\n';
  // Where that cannot be written, the disk is full or gone.
  if (::write(file.get(), text.data(), text.size()) < 0) return;
  if (is_ours) return;
  flock(file.get(), LOCK_EX | LOCK_NB);
  file_ = std::move(file);
}

// Whatever it is, it is somebody else's and stays what it is.
bool JournalFile::put_aside() const {
  return !is_written_by_another(path_) && std::rename(path_.c_str(), (path_ + ".replaced").c_str()) == 0;
}

}  // namespace brood
