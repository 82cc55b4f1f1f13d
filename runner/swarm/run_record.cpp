#include "runner/swarm/run_record.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "runner/core/journal.hpp"

namespace brood {

RunRecord::RunRecord(std::string path, const RunHeader& header) : path_(std::move(path)) {
  write(encode_line(header));
  fold_.observe(header);
}

RunRecord RunRecord::hold(const std::string& journal_path, const RunHeader& header) {
  return RunRecord(journal_path, header);
}

Expected<RunRecord> RunRecord::create(const std::string& journal_path, const RunHeader& header) {
  RunRecord record(journal_path, header);
  if (const Status opened = record.open_journal(); !opened) return opened.error();
  record.accept();
  return record;
}

Status RunRecord::open_journal() {
  // A pipe without a reader would be waited for.
  Descriptor file(open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0666));
  if (!file) return Error{"cannot write " + path_ + ": " + std::strerror(errno)};
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return Error{"another run is writing " + path_ + "; wait for it, or choose another folder with --out"};
  if (ftruncate(file.get(), 0) != 0 && errno != EINVAL)  // a device cannot be cut
    return Error{"cannot write " + path_ + ": " + std::strerror(errno)};
  journal_.emplace(path_, std::move(file));
  return Done{};
}

void RunRecord::accept() {
  if (!std::exchange(is_held_, false)) return;
  if (!journal_) {
    if (const Status opened = open_journal(); !opened)
      note("the journal is missing: " + opened.error().message);
  }
  for (std::string& line : held_) write(std::move(line));
  held_.clear();
}

void RunRecord::write(std::string line) {
  if (is_held_) held_.push_back(std::move(line));
  else if (journal_) note(journal_->write(std::move(line)));
}

void RunRecord::note(const std::string& failure) {
  if (!failure.empty()) fold_.observe_warning(failure);
}

void RunRecord::tasks(const std::vector<std::string>& names) {
  write(encode_tasks(names));
  fold_.observe_tasks(names);
}

void RunRecord::interval(const Interval& interval) {
  write(encode_line(interval));
  fold_.observe(interval);
}

void RunRecord::warning(const std::string& text) {
  const std::string clean = to_utf8(text);
  write(encode_warning(clean));
  fold_.observe_warning(clean);
}

void RunRecord::replaced_user() {
  write(encode_replaced_user());
  fold_.observe_replaced_user();
}

void RunRecord::comparison(const Comparison& comparison) {
  write(encode_comparison(comparison));
  fold_.observe(comparison);
}

Result RunRecord::finish(const RunFooter& footer, const Compare& compare) {
  accept();
  if (journal_) note(journal_->end());
  fold_.observe(footer);
  if (compare) {
    const Verdict own = fold_.verdict_without_comparison();
    if (const std::optional<Comparison> made = compare(fold_.so_far(), own)) comparison(*made);
  }
  write(encode_line(footer));
  if (journal_) note(journal_->end());
  return fold_.finish();
}

}  // namespace brood
