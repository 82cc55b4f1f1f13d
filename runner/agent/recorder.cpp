#include "runner/agent/recorder.hpp"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runner/agent/request_ids.hpp"
#include "runner/agent/state.hpp"

namespace brood::agent {

namespace {

using channel::now_ns;
using channel::Piece;

// How long a full ring may go undrained before its writer rings the doorbell again.
constexpr std::uint64_t kPatience = 100'000'000;

struct Recorder {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  // A page that the kernel zeroes in every forked child, whichever way it was forked: the owner's mark.
  // Asking it costs a load, where getpid() would cost a system call.
  volatile char* owner = nullptr;
  channel::Slot* slot = nullptr;
  std::uint32_t number = 0;  // of the user that is running
  Progress* user = nullptr;
  channel::RingWriter ring;
  channel::StalledRecord stalls{};  // not told yet
  bool rung = false;
  bool tapped = false;
  RequestIds requests;
  KeptFailure* kept = nullptr;
  const char* stop = nullptr;  // why the user ends after this iteration
  bool failed = false;         // something has, since the last iteration was recorded
};

Recorder the_recorder;

class Lock {
 public:
  Lock() { pthread_mutex_lock(&the_recorder.mutex); }
  ~Lock() { pthread_mutex_unlock(&the_recorder.mutex); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
};

void ring_doorbell() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(state().doorbell, &one, sizeof one);
}

// Waits until there is room: the user stalls, and says so. Within an iteration the wait is taken out of its
// time.
void stall() {
  Recorder& r = the_recorder;
  const std::uint64_t begin = now_ns();
  ring_doorbell();
  r.ring.wait_for_room(begin + kPatience);
  const std::uint64_t waited = now_ns() - begin;
  ++r.stalls.count;
  r.stalls.duration += waited;
  r.user->excuse(waited);
}

// Precondition: locked.
void push(channel::RecordType type, std::initializer_list<Piece> pieces) {
  Recorder& r = the_recorder;
  if (r.stalls.count != 0 && r.ring.try_push(channel::kStalled, {{&r.stalls, sizeof r.stalls}}))
    r.stalls = {};
  while (!r.ring.try_push(type, pieces)) stall();
  const bool half_full = r.ring.half_full();
  if (half_full && !r.rung) ring_doorbell();
  r.rung = half_full;
}

// Precondition: locked.
void push_failure(channel::FailureOf of, std::uint32_t subject, const char* file, int line, const char* text,
                  std::size_t length) {
  const std::size_t file_length = file == nullptr ? 0 : strnlen(file, channel::kMaxNameLength);
  const std::size_t total = length < channel::kMaxMessageLength ? length : channel::kMaxMessageLength;
  std::size_t done = 0;
  do {
    const std::size_t piece =
        total - done < channel::kMaxPieceLength ? total - done : channel::kMaxPieceLength;
    channel::FailureRecord record{};
    record.user = the_recorder.number;
    record.subject = subject;
    record.line = line;
    record.file_length = static_cast<std::uint16_t>(done == 0 ? file_length : 0);
    record.text_length = static_cast<std::uint16_t>(piece);
    record.of = of;
    record.more = done + piece < total;
    push(channel::kFailure, {{&record, sizeof record},
                             {file, record.file_length},
                             {text + done, static_cast<std::uint32_t>(piece)}});
    done += piece;
  } while (done < total);
}

channel::FailureOf failure_of(std::uint32_t activity) {
  switch (activity) {
    case channel::kGroupSetUp:
      return channel::kOfGroupSetUp;
    case channel::kGroupTearDown:
      return channel::kOfGroupTearDown;
    default:
      return channel::kOfIteration;
  }
}

char* copy(const char* text, std::size_t length) {
  char* result = static_cast<char*>(malloc(length + 1));
  if (result == nullptr) return nullptr;
  memcpy(result, text, length);
  result[length] = '\0';
  return result;
}

void keep(const char* file, int line, const char* text, std::size_t length) {
  KeptFailure* kept = the_recorder.kept;
  if (kept == nullptr || kept->text != nullptr) return;
  if (length > channel::kMaxMessageLength) length = channel::kMaxMessageLength;
  kept->text = copy(text, length);
  kept->length = kept->text == nullptr ? 0 : static_cast<std::uint32_t>(length);
  kept->file = file == nullptr ? nullptr : copy(file, strlen(file));
  kept->line = line;
}

// Whether it only says that the user stops.
bool is_stop(const char* text, std::size_t length) {
  const char* why = the_recorder.stop;
  return why != nullptr && memmem(text, length, why, strlen(why)) != nullptr;
}

bool fails(const brood_request& request) {
  if (request.judgement != BROOD_BY_STATUS) return request.judgement == BROOD_JUDGED_FAILED;
  return request.failed_transport != 0 || is_failing_status(request.status, 500);
}

// Precondition: locked.
std::uint32_t request_id(const brood_request& request) {
  char buffer[channel::kMaxNameLength];
  RequestName name = RequestIds::name(request, state().layout.plan().names_paths != 0, buffer);
  bool added = false;
  const std::uint32_t id = the_recorder.requests.find_or_add(name, added);
  if (added) {
    const channel::DefineRecord define{id, static_cast<std::uint8_t>(name.method_length),
                                       static_cast<std::uint8_t>(name.is_path ? 1 : 0),
                                       static_cast<std::uint16_t>(name.length)};
    push(channel::kDefine,
         {{&define, sizeof define}, {name.method, name.method_length}, {name.text, name.length}});
  }
  return id;
}

}  // namespace

void start_recording(std::uint32_t slot, bool tapped) {
  Recorder& r = the_recorder;
  void* page = mmap(nullptr, channel::kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED || madvise(page, channel::kPage, MADV_WIPEONFORK) != 0)
    give_up(
        "there is no memory for a user; ask for fewer users, or raise ulimit -v or the container's limit");
  r.owner = static_cast<volatile char*>(page);
  *r.owner = 1;
  r.tapped = tapped;
  r.slot = &state().layout.slot(slot);
  r.ring = channel::RingWriter(r.slot, &state().layout.orders(slot), state().layout.ring(slot));
}

void record_for(std::uint32_t user, Progress& progress) {
  the_recorder.number = user;
  the_recorder.user = &progress;
}

bool owns_slot() { return the_recorder.owner != nullptr && *the_recorder.owner != 0; }

bool is_failing_status(int status, int usual_first) {
  const channel::Plan& plan = state().layout.plan();
  if (plan.fail_status_count == 0) return status >= usual_first && status <= 599;
  for (std::uint32_t i = 0; i < plan.fail_status_count; ++i) {
    if (status >= plan.fail_status[i][0] && status <= plan.fail_status[i][1]) return true;
  }
  return false;
}

std::uint32_t current_task() { return the_recorder.user->task(); }

void refuse_run(const char* why) {
  channel::Claims& claims = state().layout.claims();
  std::uint32_t none = channel::kNotRefused;
  if (!claims.refusal.compare_exchange_strong(none, channel::kRefusing)) return;
  strncpy(claims.refusal_text, why, sizeof claims.refusal_text - 1);
  claims.refusal_check = channel::check_word(claims.refusal_text, sizeof claims.refusal_text, 0);
  claims.refusal.store(channel::kRunRefused, std::memory_order_release);
}

void give_up(const char* why) {
  refuse_run(why);
  _exit(4);
}

void record_iteration(const IterationSample& sample) {
  const Lock lock;
  push(channel::kIterationDone, {{&sample, sizeof sample}});
  the_recorder.failed = false;
}

void record_goodbye(std::uint32_t left) {
  const Lock lock;
  const channel::GoodbyeRecord record{left};
  push(channel::kGoodbye, {{&record, sizeof record}});
  *the_recorder.owner = 0;
}

bool is_stopped() { return the_recorder.stop != nullptr; }

bool is_only_stopped() { return is_stopped() && !the_recorder.failed; }

void record_stop() {
  const Lock lock;
  const char* why = the_recorder.stop;
  push_failure(channel::kOfIteration, the_recorder.user->subject(), nullptr, 0, why, strlen(why));
}

void keep_first_failure(KeptFailure* kept) { the_recorder.kept = kept; }

}  // namespace brood::agent

using namespace brood;
using namespace brood::agent;

extern "C" {

uint32_t brood_agent_user(void) {
  return the_recorder.owner == nullptr ? BROOD_NO_USER : the_recorder.number;
}

void brood_agent_stop_user(const char* why) {
  if (!owns_slot() || state().program->run_process != nullptr) return;
  if (the_recorder.stop == nullptr) the_recorder.stop = strdup(why);
}

int brood_agent_recording(void) { return the_recorder.tapped && owns_slot() ? 1 : 0; }

void brood_agent_failure(const char* file, int line, const char* message, size_t length) {
  keep(file, line, message, length);
  if (!owns_slot() || is_stop(message, length)) return;
  const Lock lock;
  if (!owns_slot()) return;  // another thread said goodbye meanwhile
  the_recorder.failed = true;
  const Progress& user = *the_recorder.user;
  push_failure(failure_of(user.activity()), user.subject(), file, line, message, length);
}

void brood_agent_request(const struct brood_request* request) {
  if (!owns_slot()) return;
  const Lock lock;
  if (!owns_slot()) return;  // another thread said goodbye meanwhile
  RequestSample sample{};
  sample.start = request->start;
  sample.duration = request->duration;
  sample.late = kUnplanned;
  sample.bytes_in = request->bytes_in;
  sample.bytes_out = request->bytes_out;
  sample.phases[kDns] = request->dns;
  sample.phases[kConnect] = request->connect;
  sample.phases[kTls] = request->tls;
  sample.phases[kWait] = request->wait;
  sample.phases[kReceive] = request->receive;
  sample.request = request_id(*request);
  sample.task = current_task();
  sample.user = the_recorder.number;
  sample.redirects = request->redirects;
  sample.status = request->status;
  sample.outcome = fails(*request) ? Outcome::failed : Outcome::passed;
  if (sample.outcome == Outcome::failed && request->error != nullptr) {
    push_failure(channel::kOfRequest, sample.request, nullptr, 0, request->error, strlen(request->error));
  }
  push(channel::kRequestDone, {{&sample, sizeof sample}});
}
}
