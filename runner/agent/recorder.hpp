// Puts what a user measured into its ring. Any thread of the user's process may record; other processes that
// share its memory image by fork are ignored.
#pragma once

#include <cstdint>

#include "runner/agent/progress.hpp"
#include "runner/channel/ring.hpp"

namespace brood::agent {

// Makes this process the owner of `slot`; from now on it records; `tapped`: also what taps see. Call
// record_for() first.
void start_recording(std::uint32_t slot, bool tapped);
// From now on failures and requests are those of `user`, who is at what `progress` says; both may be another
// user's any time.
void record_for(std::uint32_t user, Progress& progress);

// False in processes that a user forked.
bool owns_slot();

// The task whose iteration is running; kNoTask between iterations.
std::uint32_t current_task();

// Whether --fail-status, or without it the range from `usual_first` to 599, has that status in it.
bool is_failing_status(int status, int usual_first);

// The run cannot go on, for a reason that is the caller's mistake: the first that says so is heard, and the
// run ends with exit code 2. Returns; any process of the target.
void refuse_run(const char* why);
// The same where this process cannot go on either.
[[noreturn]] void give_up(const char* why);

void record_iteration(const IterationSample& sample);
// The process has nothing more to do, and ends: nothing is recorded after that. `left`: users that stopped by
// themselves.
void record_goodbye(std::uint32_t left);

// Whether the user is to end after the running iteration, see brood_agent_stop_user(); and whether nothing
// else has failed since the last iteration was recorded.
bool is_stopped();
bool is_only_stopped();
// Why it is to end, for the iteration that is skipped because of that.
void record_stop();

// Keeps the first failure that is reported from now on (null: no longer), for a group whose tasks all fail
// with it.
struct KeptFailure {
  char* file = nullptr;
  char* text = nullptr;
  std::uint32_t length = 0;
  int line = 0;
};
void keep_first_failure(KeptFailure* kept);

}  // namespace brood::agent
