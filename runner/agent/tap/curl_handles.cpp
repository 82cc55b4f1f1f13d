#include "runner/agent/tap/curl_handles.hpp"

#include <pthread.h>
#include <stdlib.h>

#include <new>

namespace brood::curl {
namespace {

pthread_mutex_t the_mutex = PTHREAD_MUTEX_INITIALIZER;
bool fork_prepared = false;

void lock() { pthread_mutex_lock(&the_mutex); }
void unlock() { pthread_mutex_unlock(&the_mutex); }

class Lock {
 public:
  Lock() { lock(); }
  ~Lock() { unlock(); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
};

// By address; an entry stays where it is until it is taken out. Precondition of all: locked.
template <class Entry, std::size_t kBuckets>
struct Map {
  Entry* buckets[kBuckets] = {};

  Entry** bucket(const void* key) {
    return &buckets[(reinterpret_cast<std::uintptr_t>(key) >> 4) * 0x9E3779B97F4A7C15 >> 32 & (kBuckets - 1)];
  }
  Entry* find(const void* key) {
    Entry* entry = *bucket(key);
    while (entry != nullptr && entry->key != key) entry = entry->next;
    return entry;
  }
  Entry* add(void* key, const Library* library) {
    if (Entry* known = find(key)) return known;
    void* memory = malloc(sizeof(Entry));
    if (memory == nullptr) return nullptr;
    auto* entry = ::new (memory) Entry;
    entry->key = key;
    entry->library = library;
    Entry** const first = bucket(key);
    entry->next = *first;
    *first = entry;
    return entry;
  }
  Entry* take(const void* key) {
    Entry** link = bucket(key);
    while (*link != nullptr && (*link)->key != key) link = &(*link)->next;
    Entry* const entry = *link;
    if (entry != nullptr) *link = entry->next;
    return entry;
  }
};

Map<Handle, 1024> handles;
Map<MultiHandle, 64> multis;

// A child that a test forks while another thread holds the lock must find it free.
void prepare_for_fork() {
  if (fork_prepared) return;
  fork_prepared = true;
  pthread_atfork(lock, unlock, unlock);
}

}  // namespace

Handle* find_handle(Easy* easy) {
  const Lock locked;
  return handles.find(easy);
}

Handle* add_handle(Easy* easy, const Library* library) {
  const Lock locked;
  prepare_for_fork();
  return handles.add(easy, library);
}

void forget_handle(Easy* easy) {
  const Lock locked;
  Handle* const handle = handles.take(easy);
  if (handle == nullptr) return;
  release(handle->request);
  free(handle->trace);
  free(handle);
}

MultiHandle* find_multi(Multi* multi) {
  const Lock locked;
  return multis.find(multi);
}

MultiHandle* add_multi(Multi* multi, const Library* library) {
  const Lock locked;
  return multis.add(multi, library);
}

void forget_multi(Multi* multi) {
  const Lock locked;
  free(multis.take(multi));
}

Handle* any_handle_in(Multi* multi) {
  const Lock locked;
  for (Handle* first : handles.buckets)
    for (Handle* handle = first; handle != nullptr; handle = handle->next)
      if (handle->multi == multi) return handle;
  return nullptr;
}

}  // namespace brood::curl
