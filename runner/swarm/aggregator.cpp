#include "runner/swarm/aggregator.hpp"

#include <algorithm>
#include <cstring>

#include "runner/core/journal.hpp"
#include "runner/core/result_fold.hpp"

namespace brood {

namespace {

constexpr std::size_t kMaxSlowRequests = 100;
constexpr std::size_t kMaxFailuresKept = 64;  // of one iteration, and as many of its requests
constexpr std::size_t kMaxMessage = 16'384;

template <class T>
bool copy(T& value, const char* payload, std::uint32_t size) {
  if (size < sizeof(T)) return false;
  std::memcpy(&value, payload, sizeof(T));
  return true;
}

std::string shortened(std::string text) {
  if (text.size() > kMaxMessage) {
    const std::size_t more = text.size() - kMaxMessage;
    text.resize(kMaxMessage);
    text += "... (" + std::to_string(more) + " bytes more)";
  }
  return to_utf8(text);
}

}  // namespace

Aggregator::Aggregator(const channel::OwnLayout& layout, const UserPlacement& placement,
                       std::vector<std::string> tasks, std::vector<std::string> groups,
                       const std::vector<std::string>& name_rules, Clock clock)
    : layout_(layout),
      placement_(placement),
      request_names_(name_rules),
      clock_(std::move(clock)),
      era_{clock_(), 0},
      books_(layout.slot_count()),
      users_(layout.user_count()),
      slowest_(tasks.size()),
      current_(tasks.size()),
      next_(tasks.size()) {
  names_.tasks = std::move(tasks);
  names_.groups = std::move(groups);
  for (std::uint32_t i = 0; i < layout_.slot_count(); ++i) {
    books_[i].ring = channel::RingReader(&layout_.slot(i), &layout_.orders(i), layout_.ring(i));
  }
}

void Aggregator::start(std::uint64_t now, Nanos length) {
  start_ = now;
  set_end(length);
}

std::vector<std::uint32_t> Aggregator::drain() {
  std::vector<std::uint32_t> overwritten;
  for (std::uint32_t i = 0; i < books_.size(); ++i) {
    if (!books_[i].corrupt && !drain(i)) overwritten.push_back(i);
  }
  return overwritten;
}

bool Aggregator::drain(std::uint32_t slot) {
  ProcessBook& book = books_[slot];
  if (!book.ring.has_data() || book.corrupt) return !book.corrupt;
  bool sound = true;
  era_.now = 0;
  const bool whole = book.ring.drain([&](channel::RecordType type, const char* payload, std::uint32_t size) {
    // Not before: what is read now may have ended since the last time.
    if (era_.now == 0) era_.now = clock_();
    if (sound && !book.corrupt) sound = take(slot, type, payload, size);
  });
  if (!whole) return is_corrupt(slot, std::string(book.ring.fault()) + " in the ring of " + describe(slot));
  if (!sound) return is_corrupt(slot, "a record in the ring of " + describe(slot) + " makes no sense");
  return !book.corrupt;
}

bool Aggregator::is_corrupt(std::uint32_t slot, const std::string& what) {
  if (corruption_.empty()) corruption_ = what;
  books_[slot].corrupt = true;
  return false;
}

std::string Aggregator::describe(std::uint32_t slot) const {
  const std::vector<std::uint32_t>& users = placement_.users_of(slot);
  return users.size() == 1 ? "user " + std::to_string(users.front()) : "worker " + std::to_string(slot);
}

// Each takes 64 bytes at least.
std::uint64_t Aggregator::most_in_ring() const { return channel::ring_bytes(layout_.slot_count()) / 64 + 1; }

std::vector<std::uint32_t> Aggregator::inspect() {
  std::vector<std::uint32_t> corrupt;
  for (std::uint32_t user = 0; user < users_.size(); ++user) {
    const std::uint32_t slot = placement_.slot_of(user);
    if (books_[slot].corrupt) continue;
    const std::uint64_t started = layout_.user(user).started.load(std::memory_order_acquire);
    const std::uint64_t came = users_[user].iterations;
    if (started >= came && started - came <= most_in_ring()) continue;
    is_corrupt(slot, "user " + std::to_string(user) + " is said to have begun " + std::to_string(started) +
                         " iterations, and " + std::to_string(came) + " came");
    corrupt.push_back(slot);
  }
  return corrupt;
}

bool Aggregator::said_goodbye(std::uint32_t slot) {
  drain(slot);
  return books_[slot].said_goodbye && !books_[slot].corrupt;
}

bool Aggregator::take(std::uint32_t slot, channel::RecordType type, const char* payload, std::uint32_t size) {
  if (books_[slot].said_goodbye) return false;
  switch (type) {
    case channel::kIterationDone:
      return take_iteration(slot, payload, size);
    case channel::kRequestDone:
      return take_request(slot, payload, size);
    case channel::kDefine:
      return take_definition(books_[slot], payload, size);
    case channel::kFailure:
      return take_failure(slot, payload, size);
    case channel::kStalled:
      return take_stalls(payload, size);
    case channel::kGoodbye:
      return take_goodbye(books_[slot], payload, size);
    default:
      return false;
  }
}

bool Aggregator::take_iteration(std::uint32_t slot, const char* payload, std::uint32_t size) {
  IterationSample sample;
  if (!copy(sample, payload, size) || sample.task >= names_.tasks.size()) return false;
  if (sample.outcome > Outcome::skipped || !lives_in(sample.user, slot)) return false;
  if (const char* fault = fault_of(sample, era_))
    return is_corrupt(slot, "an iteration of user " + std::to_string(sample.user) + ' ' + fault);
  ++users_[sample.user].iterations;
  ++begun_;
  finish_iteration(sample);
  return true;
}

bool Aggregator::lives_in(std::uint32_t user, std::uint32_t slot) const {
  return user < users_.size() && placement_.slot_of(user) == slot;
}

void Aggregator::finish_iteration(const IterationSample& sample) {
  OpenInterval& interval = interval_of(sample.start + sample.duration);
  interval.add(sample);
  consider_slow(sample);
  UserBook& book = users_[sample.user];
  if (sample.outcome == Outcome::failed) {
    ErrorCount about;
    about.task = names_.tasks[sample.task];
    about.count = 1;
    report_failures(book, channel::kOfIteration, about, sample.task);
    if (book.more_failures > 0) {
      about.message = "more failures than are kept of one iteration";
      about.count = book.more_failures;
      current_.add_error(std::move(about));
    }
  }
  if (sample.outcome == Outcome::skipped) note_skip(book, sample.task);
  book.failures.clear();
  book.more_failures = 0;
  book.slow_candidates.clear();
  book.more_candidates = 0;
}

// The first reason that the iteration gave; a place without a text says more than nothing.
void Aggregator::note_skip(UserBook& book, std::uint32_t task) {
  ErrorCount reason;
  reason.task = names_.tasks[task];
  reason.count = 1;
  for (PendingFailure& failure : book.failures) {
    if (failure.of != channel::kOfIteration || failure.subject != task) continue;
    reason.where = std::move(failure.where);
    reason.message = shortened(std::move(failure.text));
    break;
  }
  current_.add_skip(std::move(reason));
}

// Reports the pending failures of one subject, or one without text if there are none.
void Aggregator::report_failures(UserBook& book, channel::FailureOf of, const ErrorCount& about,
                                 std::uint32_t subject) {
  bool any = false;
  for (PendingFailure& failure : book.failures) {
    if (failure.of != of || failure.subject != subject || failure.text.empty()) continue;
    ErrorCount error = about;
    error.where = std::move(failure.where);
    error.message = shortened(std::exchange(failure.text, {}));
    current_.add_error(std::move(error));
    any = true;
  }
  if (any) return;
  ErrorCount error = about;
  if (error.message.empty()) error.message = "failed without a message";
  current_.add_error(std::move(error));
}

bool Aggregator::take_request(std::uint32_t slot, const char* payload, std::uint32_t size) {
  const std::vector<std::uint32_t>& requests = books_[slot].requests;
  RequestSample sample;
  if (!copy(sample, payload, size) || sample.request >= requests.size()) return false;
  if (sample.outcome > Outcome::failed || !lives_in(sample.user, slot)) return false;
  if (sample.task != kNoTask && sample.task >= names_.tasks.size()) return false;
  sample = rounded_down(sample, era_);
  if (const char* fault = fault_of(sample, era_))
    return is_corrupt(slot, "a request of user " + std::to_string(sample.user) + ' ' + fault);
  UserBook& book = users_[sample.user];
  const std::uint32_t request = requests[sample.request];
  interval_of(sample.start + sample.duration).add(sample, request);
  if (sample.outcome == Outcome::failed) {
    ErrorCount about;
    about.task = names_.task(sample.task);
    about.method = names_.requests[request].method;
    about.name = names_.requests[request].name;
    if (sample.status != 0) about.message = "answered with status " + std::to_string(sample.status);
    about.count = 1;
    report_failures(book, channel::kOfRequest, about, sample.request);
  }
  if (sample.task == kNoTask) return true;
  if (book.slow_candidates.size() < kMaxSlowRequests) {
    book.slow_candidates.push_back({request, sample.start, sample.duration, sample.status, sample.outcome});
  } else {
    ++book.more_candidates;
  }
  return true;
}

bool Aggregator::take_definition(ProcessBook& book, const char* payload, std::uint32_t size) {
  channel::DefineRecord define;
  if (!copy(define, payload, size)) return false;
  payload += sizeof define;
  if (size != sizeof define + define.method_length + define.name_length) return false;
  if (define.request > book.requests.size()) return false;
  RequestKey key;
  key.method = to_utf8({payload, define.method_length});
  const std::string_view name(payload + define.method_length, define.name_length);
  key.name = to_utf8(define.is_path != 0 ? request_names_.name(name) : std::string(name));
  if (define.request == book.requests.size()) book.requests.push_back(0);
  book.requests[define.request] = run_wide_request(std::move(key));
  return true;
}

std::uint32_t Aggregator::run_wide_request(RequestKey key) {
  const auto known = request_ids_.find(key);
  if (known != request_ids_.end()) return known->second;
  const auto id = static_cast<std::uint32_t>(names_.requests.size());
  names_.requests.push_back(key);
  request_ids_.emplace(std::move(key), id);
  return id;
}

bool Aggregator::take_failure(std::uint32_t slot, const char* payload, std::uint32_t size) {
  channel::FailureRecord record;
  if (!copy(record, payload, size)) return false;
  payload += sizeof record;
  if (size != sizeof record + record.file_length + record.text_length) return false;
  if (record.of > channel::kOfGroupTearDown || !lives_in(record.user, slot)) return false;
  UserBook& book = users_[record.user];
  if (book.dropping) {
    book.dropping = record.more != 0;
    return true;
  }
  if (book.failures.empty() || book.failures.back().whole) {
    const auto kept = std::count_if(book.failures.begin(), book.failures.end(),
                                    [&](const PendingFailure& failure) { return failure.of == record.of; });
    if (kept >= static_cast<std::ptrdiff_t>(kMaxFailuresKept)) {
      if (record.of == channel::kOfIteration) ++book.more_failures;
      book.dropping = record.more != 0;
      return true;
    }
    PendingFailure failure;
    failure.of = record.of;
    failure.subject = record.subject;
    failure.where = to_utf8({payload, record.file_length});
    if (record.line > 0) failure.where += ':' + std::to_string(record.line);
    book.failures.push_back(std::move(failure));
  }
  PendingFailure& failure = book.failures.back();
  if (failure.text.size() <= channel::kMaxMessageLength)
    failure.text.append(payload + record.file_length, record.text_length);
  failure.whole = record.more == 0;
  const bool of_group = record.of == channel::kOfGroupSetUp || record.of == channel::kOfGroupTearDown;
  if (!failure.whole || !of_group) return true;
  // A group has no sample that would bring the failure out.
  if (record.subject >= names_.groups.size()) return false;
  ++failed_groups_;
  ErrorCount error;
  error.where = std::move(failure.where);
  error.message = part_of_group(record.of, record.subject) + ": " + shortened(std::move(failure.text));
  error.count = 1;
  current_.add_error(std::move(error));
  book.failures.pop_back();
  return true;
}

void Aggregator::consider_slow(const IterationSample& sample) {
  if (sample.outcome == Outcome::skipped) return;
  std::vector<std::uint64_t>& slowest = slowest_[sample.task];
  if (slowest.size() == kSlowestPerTask) {
    if (sample.duration <= slowest.front()) return;
    slowest.erase(slowest.begin());
  }
  slowest.insert(std::upper_bound(slowest.begin(), slowest.end(), sample.duration), sample.duration);

  const UserBook& book = users_[sample.user];
  SlowIteration slow;
  slow.task = names_.tasks[sample.task];
  slow.user = sample.user;
  slow.start = Nanos(static_cast<std::int64_t>(sample.start - start_));
  slow.duration = Nanos(static_cast<std::int64_t>(sample.duration));
  slow.outcome = sample.outcome;
  slow.more_requests = book.more_candidates;
  for (const PendingRequest& request : book.slow_candidates) {
    const RequestKey& key = names_.requests[request.request];
    slow.requests.push_back(
        {key.method, key.name, Nanos(static_cast<std::int64_t>(request.start - sample.start)),
         Nanos(static_cast<std::int64_t>(request.duration)), request.status, request.outcome});
  }
  interval_of(sample.start + sample.duration).add_slow(std::move(slow));
}

bool Aggregator::take_stalls(const char* payload, std::uint32_t size) {
  channel::StalledRecord record;
  if (!copy(record, payload, size) || record.duration > era_.length() || record.count > era_.length())
    return false;
  stalls_ += record.count;
  stalled_ += record.duration;
  return true;
}

bool Aggregator::take_goodbye(ProcessBook& book, const char* payload, std::uint32_t size) {
  channel::GoodbyeRecord record;
  if (!copy(record, payload, size)) return false;
  left_ += record.left;
  return book.said_goodbye = true;
}

Interval Aggregator::close(Nanos end, Nanos next_end, bool drain) {
  Interval interval;
  interval.begin = std::exchange(begin_, end);
  interval.end = end;
  interval.drain = drain;
  current_.close_into(interval, names_);
  std::swap(current_, next_);
  set_end(next_end);
  interval.generator.stalls = std::exchange(stalls_, 0);
  interval.generator.stalled = Nanos(static_cast<std::int64_t>(std::exchange(stalled_, 0)));
  interval.generator.lost = std::exchange(lost_, 0);
  return interval;
}

}  // namespace brood
