// What the agent knows in this process. There is one program and one connection to brood in a process, so
// there is one of these; it is made by attach.cpp and inherited by users through fork.
#pragma once

#include <sys/types.h>

#include "brood/agent.h"
#include "runner/channel/layout.hpp"
#include "runner/channel/messages.hpp"

namespace brood::agent {

struct State {
  int socket = -1;  // to brood; closed in users
  int doorbell = -1;
  bool list_only = false;
  std::uint32_t user_count = 0;
  std::uint32_t max_users = 0;  // see channel::Welcome
  bool open = false;            // an open model
  bool once = false;            // each task once
  bool own_shape = false;       // the program may say how much load there is
  std::uint64_t run_time = 0;   // ns; 0: not limited by time
  channel::Layout layout;
  const brood_program* program = nullptr;
  char filter_parameter[4096] = {};
  const char* problem = nullptr;          // the first that was told
  brood_user_hook* user_hooks = nullptr;  // the last one first
};

State& state();

// Sends one packet to brood. A brood that is gone ends the process: nothing is left to do.
void send_message(channel::MessageType type, std::uint32_t value, const void* payload, std::uint32_t size);
void send_text(channel::MessageType type, std::uint32_t value, const char* text);

// Waits for one packet. Returns the size of its payload, at most `room`; never returns when brood is gone.
// Descriptors that come with it, which are kDescriptors, go to `descriptors` (may be null).
inline constexpr int kDescriptors = 3;
std::uint32_t receive_message(channel::MessageHeader& header, void* payload, std::uint32_t room,
                              int* descriptors);

// Tells brood all tasks and groups, and why requests are not recorded if that is so.
void send_program(const brood_program& program);

// Asks brood for the memory of that many processes, after it was told of them and who lives where, and maps
// it.
void map_memory(std::uint32_t slots, bool drives_users);

// Tells whoever asked for it that a user has ended.
void user_ended(std::uint32_t user);

// Makes what all users inherit, before the first fork, and takes it back after the last.
void prepare_users();
void end_users();

// Runs as the user of `slot` in a process just forked from `zygote`.
[[noreturn]] void run_user(std::uint32_t slot, pid_t zygote);

// Runs as the process of `slot`, just forked from `zygote`, of a program that drives its users itself.
[[noreturn]] void run_process(std::uint32_t slot, pid_t zygote);

// Sets a group up, for `task`, or tears it down. In the zygote the reasons of a failure are kept for the
// users forked later.
bool set_up_group(std::uint32_t group, std::uint32_t task);
void tear_down_group(std::uint32_t group);

}  // namespace brood::agent
