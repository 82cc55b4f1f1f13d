// Finding brood, and what is said to it before users exist.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "runner/agent/state.hpp"

extern "C" const char* brood_curl_tap_problem(void);

namespace brood::agent {

namespace {

State the_state;

int socket_from_environment() {
  const char* text = getenv(channel::kSocketVariable);
  if (text == nullptr || *text == '\0') return -1;
  char* end = nullptr;
  const long number = strtol(text, &end, 10);
  const bool valid = *end == '\0' && number > 2 && fcntl(static_cast<int>(number), F_SETFD, FD_CLOEXEC) == 0;
  unsetenv(channel::kSocketVariable);
  return valid ? static_cast<int>(number) : -1;
}

bool attach() {
  State& s = the_state;
  s.socket = socket_from_environment();
  if (s.socket < 0) return false;
  send_message(channel::kHello, BROOD_PROTOCOL, nullptr, 0);

  alignas(8) char payload[sizeof(channel::Welcome) + sizeof s.filter_parameter];
  channel::MessageHeader header{};
  const std::uint32_t size = receive_message(header, payload, sizeof payload, nullptr);
  if (header.type != channel::kWelcome || size < sizeof(channel::Welcome)) _exit(4);
  channel::Welcome welcome;
  memcpy(&welcome, payload, sizeof welcome);
  memcpy(s.filter_parameter, payload + sizeof welcome, size - sizeof welcome);
  s.filter_parameter[sizeof s.filter_parameter - 1] = '\0';
  s.list_only = welcome.list_only != 0;
  s.user_count = welcome.user_count;
  s.max_users = welcome.max_users;
  s.open = welcome.open != 0;
  s.once = welcome.once != 0;
  s.own_shape = welcome.own_shape != 0;
  s.run_time = welcome.run_time;
  return true;
}

// Sends names in as few packets as they fit in.
class NameSender {
 public:
  explicit NameSender(channel::MessageType type) : type_(type) {}
  void add(const char* name) {
    std::uint32_t length = static_cast<std::uint32_t>(strnlen(name, kMaxLength)) + 1;
    if (used_ + length > sizeof buffer_) flush();
    memcpy(buffer_ + used_, name, length - 1);
    buffer_[used_ + length - 1] = '\0';
    used_ += length;
    ++count_;
  }
  void flush() {
    if (count_ != 0) send_message(type_, count_, buffer_, used_);
    used_ = count_ = 0;
  }

 private:
  static constexpr std::uint32_t kMaxLength = 8192;
  channel::MessageType type_;
  std::uint32_t used_ = 0;
  std::uint32_t count_ = 0;
  char buffer_[channel::kMaxPacket - sizeof(channel::MessageHeader)];
};

}  // namespace

State& state() { return the_state; }

void send_message(channel::MessageType type, std::uint32_t value, const void* payload, std::uint32_t size) {
  channel::MessageHeader header{type, value};
  iovec parts[2] = {{&header, sizeof header}, {const_cast<void*>(payload), size}};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = size == 0 ? 1 : 2;
  while (sendmsg(the_state.socket, &message, MSG_NOSIGNAL) < 0) {
    if (errno != EINTR) _exit(4);
  }
}

void send_text(channel::MessageType type, std::uint32_t value, const char* text) {
  constexpr std::size_t kMost = channel::kMaxPacket - sizeof(channel::MessageHeader);
  send_message(type, value, text, static_cast<std::uint32_t>(strnlen(text, kMost)));
}

std::uint32_t receive_message(channel::MessageHeader& header, void* payload, std::uint32_t room,
                              int* descriptors) {
  iovec parts[2] = {{&header, sizeof header}, {payload, room}};
  alignas(cmsghdr) char control[CMSG_SPACE(kDescriptors * sizeof(int))];
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t got = 0;
  while ((got = recvmsg(the_state.socket, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR) {
  }
  if (got < static_cast<ssize_t>(sizeof header)) _exit(4);
  const cmsghdr* rights = CMSG_FIRSTHDR(&message);
  if (descriptors != nullptr && rights != nullptr &&
      rights->cmsg_len == CMSG_LEN(kDescriptors * sizeof(int))) {
    memcpy(descriptors, CMSG_DATA(rights), kDescriptors * sizeof(int));
  }
  return static_cast<std::uint32_t>(got) - static_cast<std::uint32_t>(sizeof header);
}

void send_program(const brood_program& program) {
  NameSender tasks(channel::kTaskNames);
  for (std::uint32_t i = 0; i < program.task_count; ++i) tasks.add(program.task_name(program.self, i));
  tasks.flush();
  NameSender groups(channel::kGroupNames);
  for (std::uint32_t i = 0; i < program.group_count; ++i) groups.add(program.group_name(program.self, i));
  groups.flush();
  if (const char* problem = brood_curl_tap_problem()) send_text(channel::kNote, 0, problem);
}

void user_ended(std::uint32_t user) {
  for (const brood_user_hook* hook = the_state.user_hooks; hook != nullptr; hook = hook->next)
    hook->ended(user);
}

namespace {

void* map(int file, std::uint64_t bytes, int protection) {
  void* memory = mmap(nullptr, bytes, protection, MAP_SHARED, file, 0);
  close(file);
  if (memory != MAP_FAILED) return memory;
  brood_agent_refuse(
      BROOD_REFUSE_USAGE,
      "the target has no room for the memory that it shares with brood; ask for fewer users, or "
      "raise ulimit -v");
  _exit(4);
}

}  // namespace

void map_memory(std::uint32_t slots, bool drives_users) {
  State& s = the_state;
  send_message(channel::kPlaced, drives_users ? 1 : 0, nullptr, 0);
  channel::MessageHeader header{};
  int descriptors[kDescriptors] = {-1, -1, -1};
  receive_message(header, nullptr, 0, descriptors);
  if (header.type != channel::kMemory || descriptors[0] < 0) _exit(4);
  const channel::Counts counts{slots, s.user_count, s.open ? channel::arrival_capacity(s.user_count) : 0};
  const void* plan = map(descriptors[0], channel::plan_bytes(counts), PROT_READ);
  void* claims = map(descriptors[1], channel::claims_bytes(counts), PROT_READ | PROT_WRITE);
  s.doorbell = descriptors[2];
  s.layout = channel::Layout(plan, claims, counts);
  if (s.layout.plan().magic != channel::kMagic) _exit(4);
}

}  // namespace brood::agent

using brood::agent::state;

extern "C" {

int brood_agent_attached(void) {
  static int answer = -1;
  if (answer < 0) answer = brood::agent::attach() ? 1 : 0;
  return answer;
}

const char* brood_agent_filter_parameter(void) { return state().filter_parameter; }

void brood_agent_refuse(enum brood_refusal kind, const char* message) {
  brood::agent::send_text(brood::channel::kRefused, kind, message);
}

int brood_agent_listed(const struct brood_program* program) {
  if (!state().list_only) return 0;
  brood::agent::send_program(*program);
  brood::agent::send_message(brood::channel::kListed, 0, nullptr, 0);
  return 1;
}

void brood_agent_teardown_failed(const char* message) {
  brood::agent::send_text(brood::channel::kTearDownFailed, 0, message);
}

void brood_agent_problem(const char* message) {
  if (state().problem == nullptr) state().problem = strdup(message);
}

int brood_agent_has_problem(void) {
  if (state().problem == nullptr) return 0;
  brood_agent_refuse(BROOD_REFUSE_USAGE, state().problem);
  return 1;
}

void brood_agent_on_user_end(struct brood_user_hook* hook) {
  hook->next = state().user_hooks;
  state().user_hooks = hook;
}

uint64_t brood_agent_seed(void) { return state().program == nullptr ? 0 : state().layout.plan().seed; }
}
