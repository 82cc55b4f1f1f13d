#include "runner/swarm/run_record.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runner/core/journal.hpp"

namespace brood {

Expected<RunRecord> RunRecord::create(const std::string& journal_path, const RunHeader& header) {
  Descriptor file(open(journal_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  if (!file) return Error{"cannot write " + journal_path + ": " + std::strerror(errno)};
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return Error{"another run is writing " + journal_path +
                 "; wait for it, or choose another folder with --out"};
  if (ftruncate(file.get(), 0) != 0 && errno != EINVAL)  // a device cannot be cut
    return Error{"cannot write " + journal_path + ": " + std::strerror(errno)};
  RunRecord record(JournalFile(journal_path, std::move(file)));
  record.write(encode_line(header));
  record.fold_.observe(header);
  return record;
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
  note(journal_.end());
  fold_.observe(footer);
  if (compare) {
    const Verdict own = fold_.verdict_without_comparison();
    if (const std::optional<Comparison> made = compare(fold_.so_far(), own)) comparison(*made);
  }
  write(encode_line(footer));
  note(journal_.end());
  return fold_.finish();
}

}  // namespace brood
