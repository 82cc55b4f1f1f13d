#include "runner/swarm/program_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace brood {
namespace {

// A target's thousand users share one pipe; as large as the kernel allows without asking.
constexpr int kPipeBytes = 1 << 20;

}  // namespace

Expected<ProgramLog> ProgramLog::create(const std::string& path) {
  Expected<ProgramLog> log = hold(path);
  if (!log) return log;
  log->keep();
  if (log->write_error_ != 0)
    return Error{"cannot write '" + path + "': " + std::strerror(log->write_error_)};
  return log;
}

Expected<ProgramLog> ProgramLog::hold(const std::string& path) {
  ProgramLog log;
  log.path_ = path;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return Error{"cannot make a pipe for '" + path + "': " + std::strerror(errno)};
  log.reader_.reset(ends[0]);
  log.writer_.reset(ends[1]);
  fcntl(log.reader_.get(), F_SETFL, O_NONBLOCK);
  fcntl(log.reader_.get(), F_SETPIPE_SZ, kPipeBytes);
  return log;
}

void ProgramLog::keep() {
  if (std::exchange(is_kept_, true)) return;
  // A pipe without a reader would be waited for.
  const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  file_.reset(open(path_.c_str(), flags, 0644));
  if (!file_) write_error_ = errno;
  write(std::exchange(begin_, {}));
}

bool ProgramLog::drain() {
  char piece[8 * 1024];  // stacks may be small
  std::size_t taken = 0;
  while (reader_ && taken < kKept) {
    const ssize_t got = read(reader_.get(), piece, sizeof piece);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return true;
    if (got <= 0) {
      reader_.reset();
      return false;
    }
    taken += static_cast<std::size_t>(got);
    take({piece, static_cast<std::size_t>(got)});
  }
  return static_cast<bool>(reader_);
}

void ProgramLog::take(std::string_view piece) {
  if (total_ < kKept) write(piece.substr(0, std::min<std::uint64_t>(piece.size(), kKept - total_)));
  total_ += piece.size();
  recent_ += piece;
  if (recent_.size() > 2 * kKept) recent_.erase(0, recent_.size() - kKept);
}

void ProgramLog::write(std::string_view piece) {
  if (!is_kept_) {
    begin_ += piece;
    return;
  }
  while (file_ && !piece.empty()) {
    const ssize_t written = ::write(file_.get(), piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      write_error_ = errno;
      return;
    }
    piece.remove_prefix(static_cast<std::size_t>(written));
  }
}

Status ProgramLog::finish() {
  close_writer();
  if (reader_) drain();
  reader_.reset();
  if (file_) {
    const std::uint64_t beyond = total_ > kKept ? total_ - kKept : 0;
    const std::uint64_t kept = std::min<std::uint64_t>(beyond, kKept);
    if (beyond > kept) write("\n[brood: " + std::to_string(beyond - kept) + " bytes left out here]\n");
    write(std::string_view(recent_).substr(recent_.size() - kept));
    file_.reset();
  }
  if (write_error_ == 0) return Done{};
  return Error{"'" + path_ + "' is not complete: " + std::strerror(write_error_)};
}

std::string ProgramLog::tail(std::size_t lines, std::size_t bytes) const {
  std::string_view text = recent_;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::size_t begin = text.size();
  for (; lines > 0 && begin > 0; --lines) {
    const std::size_t newline = text.rfind('\n', begin - 1);
    begin = newline == std::string_view::npos ? 0 : newline;
  }
  text.remove_prefix(begin);
  if (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  if (text.size() > bytes) text.remove_prefix(text.size() - bytes);
  return std::string(text);
}

}  // namespace brood
