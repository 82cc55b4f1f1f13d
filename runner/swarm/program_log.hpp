// What a program writes to stdout and stderr, kept in a file: the first and the last megabyte, and between
// them a line that says how many bytes were left out. The last megabyte is written by finish(). Not
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runner/core/expected.hpp"
#include "runner/swarm/descriptor.hpp"

namespace brood {

class ProgramLog {
 public:
  static constexpr std::size_t kKept = 1'000'000;  // bytes at each end

  // Creates or empties the file.
  static Expected<ProgramLog> create(const std::string& path);
  // Of a program whose run may yet be refused: what is at `path` stays as it is until keep(). Without keep()
  // it stays for good.
  static Expected<ProgramLog> hold(const std::string& path);
  // Creates or empties the file, and writes to it what has come and what comes. Again: does nothing. A file
  // that cannot be written is told by finish().
  void keep();

  // The pipe's end for Program::output. Call close_writer() once the program was asked for: until then the
  // end of the program's output is not seen.
  int writer() const { return writer_.get(); }
  void close_writer() { writer_.reset(); }

  // The pipe's other end, for epoll; does not block. -1 once drain() has returned false.
  int fd() const { return reader_.get(); }

  // Takes what is there, at most a megabyte a call. False when no process has the pipe open any more.
  bool drain();

  // Takes what is still there and completes the file. An error if the file could not be written.
  Status finish();

  // The last lines written so far, at most so many and so many bytes in all; without a final newline.
  std::string tail(std::size_t lines, std::size_t bytes) const;

  const std::string& path() const { return path_; }
  // All that the program has written.
  std::uint64_t total() const { return total_; }

 private:
  ProgramLog() = default;
  void take(std::string_view piece);
  void write(std::string_view piece);

  std::string path_;
  Descriptor file_;
  bool is_kept_ = false;
  std::string begin_;  // the first kKept bytes, until they are written
  Descriptor reader_;
  Descriptor writer_;
  std::uint64_t total_ = 0;
  std::string recent_;  // at least the last kKept bytes, at most twice as much
  int write_error_ = 0;
};

}  // namespace brood
