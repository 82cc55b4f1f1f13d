/* The C interface between a program under load and Brood. Brood's own GoogleTest takeover is written on it,
 * and so can be an adapter for any other test framework or language. The implementation needs nothing but
 * libc.
 *
 * A program under load is a zygote: loaded and set up once, then forked into one process per user. The
 * program
 *
 *   1. asks brood_agent_attached(); if that is 0 it behaves as if Brood did not exist,
 *   2. decides which of its tasks are selected, with brood_agent_filter_parameter(),
 *   3. calls brood_agent_serve() when its global set-up is done, on its main thread. That forks all users and
 * returns in the zygote when the load is over. Users never return from it.
 *
 * Texts are UTF-8 by intention; broken bytes are replaced on the other side. Pointers handed in are not kept
 * after the call unless said otherwise. Times are nanoseconds of CLOCK_MONOTONIC. */
#ifndef BROOD_AGENT_H
#define BROOD_AGENT_H

#include <stddef.h>
#include <stdint.h>

/* Version of everything that crosses between agent and brood. Both sides must have the same. */
#define BROOD_PROTOCOL 3

/* The ELF note by which brood knows, before it starts anything, that a program can be put under load: name
 * "brood", type 1, the protocol's version. Once in each program, at namespace scope. One that drives its
 * users itself (see run_process below) says so by another one, of type 2: its users are no processes. */
#define BROOD_TEXT_OF(token) #token
#define BROOD_TEXT(macro) BROOD_TEXT_OF(macro)
#define BROOD_PROTOCOL_NOTE BROOD_NOTE(1)
#define BROOD_OWN_USERS_NOTE BROOD_NOTE(2)
#define BROOD_NOTE(type) \
  __asm__(                                       \
      ".pushsection .note.brood,\"a\",%note\n"    \
      ".balign 4\n"                              \
      ".long 6, 4, " BROOD_TEXT(type) "\n"       \
      ".asciz \"brood\"\n"                       \
      ".balign 4\n"                              \
      ".long " BROOD_TEXT(BROOD_PROTOCOL) "\n"   \
      ".popsection\n")

#ifdef __cplusplus
extern "C" {
#endif

enum brood_outcome { BROOD_PASSED = 0, BROOD_FAILED = 1, BROOD_SKIPPED = 2 };

/* How a program offers its tasks. All callbacks but the first run in a user's process. */
struct brood_program {
  void* self; /* handed to each callback */
  uint32_t task_count;
  /* The task's full name; must stay valid until serve returns. Called in the zygote. */
  const char* (*task_name)(void* self, uint32_t task);
  /* Index of the group (test suite) a task belongs to, below group_count. */
  uint32_t group_count;
  uint32_t (*task_group)(void* self, uint32_t task);
  const char* (*group_name)(void* self, uint32_t group);
  /* First thing in a new user. */
  void (*user_begin)(void* self);
  /* Sets up or tears down what the tasks of a group share. Returns 0 if that failed; what went wrong is said
   * with brood_agent_failure() before. A group that failed to set up fails all its tasks in this user, with
   * that message. */
  int (*group_set_up)(void* self, uint32_t group);
  int (*group_tear_down)(void* self, uint32_t group);
  /* One iteration. Failures are said with brood_agent_failure() before it returns. */
  enum brood_outcome (*run)(void* self, uint32_t task);

  /* A program that drives its users itself sets these three and needs none of the callbacks above from
   * user_begin on; null: each user has a process, which the agent drives. How many processes so many users
   * live in, at most one each; in which of them a user lives; and what runs in a new process until there is
   * nothing more to do, which answers how many of its users stopped by themselves. */
  uint32_t (*process_count)(void* self, uint32_t users);
  uint32_t (*process_of)(void* self, uint32_t user, uint32_t processes);
  uint32_t (*run_process)(void* self, uint32_t process);
};

/* 1 if the program was started by brood to be put under load or to be listed. The first call connects to
 * brood and takes the attach variables out of the environment; call it before any thread is started. */
int brood_agent_attached(void);

/* Text that a task's parameter must contain (--only-with-param); empty: every task. Valid for ever. */
const char* brood_agent_filter_parameter(void);

/* Ends the program's part in the run before it started, with a message for the person: BROOD_REFUSE_USAGE
 * when nothing is selected (exit code 2), BROOD_REFUSE_SETUP when the global set-up failed (exit code 3).
 * Returns; the program should then leave. */
enum brood_refusal { BROOD_REFUSE_USAGE = 2, BROOD_REFUSE_SETUP = 3 };
void brood_agent_refuse(enum brood_refusal kind, const char* message);

/* If only a list was asked for (brood list): hands over the names, and returns 1; the program should then
 * leave without setting anything up. 0 otherwise. */
int brood_agent_listed(const struct brood_program* program);

/* Puts the program under load; see above. `program` must stay valid until it returns. */
void brood_agent_serve(const struct brood_program* program);

/* Tells brood that the program's global tear-down failed, after serve returned. */
void brood_agent_teardown_failed(const char* message);

/* A reason for the failure (or skip) of the running iteration or group set-up. `file` may be null. */
void brood_agent_failure(const char* file, int line, const char* message, size_t length);

/* Who says whether a request failed: its status and transport, or the program. */
enum brood_judgement { BROOD_BY_STATUS = 0, BROOD_JUDGED_PASSED, BROOD_JUDGED_FAILED };

/* A request that has ended. Any thread of a user; ignored in other processes and outside load. */
struct brood_request {
  const char* method; /* "GET" */
  const char* url;    /* full URL or path; becomes a name: query dropped, ids replaced by ":id" */
  const char* name;   /* if not null, the name as it is instead */
  int32_t status;     /* 0: no answer */
  int failed_transport;
  const char* error; /* why it failed, or null */
  enum brood_judgement judgement;
  uint32_t redirects;
  uint64_t start;
  uint64_t duration;
  uint64_t bytes_in;
  uint64_t bytes_out;
  uint64_t dns, connect, tls, wait, receive; /* durations of the phases; BROOD_NO_PHASE: did not take place */
};
#define BROOD_NO_PHASE UINT64_MAX
void brood_agent_request(const struct brood_request* request);

/* Header lines that a request is to carry, so that servers can tell what made it (--trace-header): written
 * into `lines`, zero-terminated. Returns how many, 0 to 2; they are new ones each time. Any thread of a user.
 */
#define BROOD_TRACE_LENGTH 512
uint32_t brood_agent_trace_headers(char lines[2][BROOD_TRACE_LENGTH]);

/* 1 in a user's own process while load is on; the cheap question to ask before preparing a brood_request. */
int brood_agent_recording(void);

/* The user that runs now; BROOD_NO_USER outside load and in the zygote. A child that a user forked is still
 * that user. */
#define BROOD_NO_USER UINT32_MAX
uint32_t brood_agent_user(void);

/* What all randomness of the run is drawn from; 0 outside load. */
uint64_t brood_agent_seed(void);

/* Asks to be told when a user has ended, however it did. Called in the user's process, or, if that has died,
 * in the zygote. `hook` must stay valid for ever; call it before brood_agent_serve(). */
struct brood_user_hook {
  void (*ended)(uint32_t user);
  struct brood_user_hook* next; /* the agent's own */
};
void brood_agent_on_user_end(struct brood_user_hook* hook);

/* Lets the user end after the running iteration, without being replaced. A failure whose text has `why` in it
 * is then not counted, and an iteration that failed for no other reason is skipped. Only for users that the
 * agent drives. */
void brood_agent_stop_user(const char* why);

/* Something that the program needs is not as it should be. May be called before anything else, such as in
 * static initialisation; the first message is kept. */
void brood_agent_problem(const char* message);

/* Refuses the run with BROOD_REFUSE_USAGE if there was a problem, and returns 1; the program should then
 * leave. 0 otherwise. brood_agent_serve() asks by itself. */
int brood_agent_has_problem(void);

#ifdef __cplusplus
}
#endif
#endif
