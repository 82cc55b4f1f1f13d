#include "runner/agent/tap/curl_library.hpp"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>

#include <atomic>

// Weak, so that -static neither pulls them in nor warns.
#pragma weak dlsym
#pragma weak dlopen
#pragma weak dlclose
#pragma weak dl_iterate_phdr

namespace brood::curl {
namespace {

struct Object {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  const char* name = nullptr;

  bool holds(const void* address) const {
    const auto place = reinterpret_cast<std::uintptr_t>(address);
    return place >= begin && place < end;
  }
};

bool can_look_up() { return dlsym != nullptr && dlopen != nullptr && dl_iterate_phdr != nullptr; }

Object object_of(const dl_phdr_info& info) {
  Object object{UINTPTR_MAX, 0, info.dlpi_name};
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    const auto& segment = info.dlpi_phdr[i];
    if (segment.p_type != PT_LOAD) continue;
    const std::uintptr_t begin = info.dlpi_addr + segment.p_vaddr;
    if (begin < object.begin) object.begin = begin;
    if (begin + segment.p_memsz > object.end) object.end = begin + segment.p_memsz;
  }
  return object;
}

struct Objects {
  static constexpr int kMost = 512;
  Object all[kMost];
  int count = 0;
};

int add_object(dl_phdr_info* info, std::size_t, void* to) {
  auto& objects = *static_cast<Objects*>(to);
  objects.all[objects.count++] = object_of(*info);
  return objects.count == Objects::kMost ? 1 : 0;
}

struct Search {
  const void* address;
  Object found;
};

int find_object(dl_phdr_info* info, std::size_t, void* to) {
  auto& search = *static_cast<Search*>(to);
  const Object object = object_of(*info);
  if (!object.holds(search.address)) return 0;
  search.found = object;
  return 1;
}

Object object_holding(const void* address) {
  Search search{address, {}};
  dl_iterate_phdr(find_object, &search);
  return search.found;
}

template <class Function>
void look_up(void* scope, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(scope, name));
}

Library library_in(void* scope) {
  Library library{};
  look_up(scope, "curl_easy_perform", library.easy_perform);
  look_up(scope, "curl_easy_setopt", library.easy_setopt);
  look_up(scope, "curl_easy_cleanup", library.easy_cleanup);
  look_up(scope, "curl_easy_reset", library.easy_reset);
  look_up(scope, "curl_easy_duphandle", library.easy_duphandle);
  look_up(scope, "curl_multi_add_handle", library.multi_add_handle);
  look_up(scope, "curl_multi_remove_handle", library.multi_remove_handle);
  look_up(scope, "curl_multi_info_read", library.multi_info_read);
  look_up(scope, "curl_multi_cleanup", library.multi_cleanup);
  look_up(scope, "curl_easy_getinfo", library.easy_getinfo);
  look_up(scope, "curl_easy_strerror", library.easy_strerror);
  look_up(scope, "curl_url_get", library.url_get);
  look_up(scope, "curl_free", library.free);
  return library;
}

// Objects that called into libcurl, each with the libcurl it gets. Read without a lock, as it only grows.
struct Callers {
  static constexpr int kMost = 32;
  struct Caller {
    Object object;
    Library library;
  };
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  std::atomic<int> count{0};
  Caller all[kMost]{};
};
Callers the_callers;

const Library* known_library(const void* caller) {
  const int count = the_callers.count.load(std::memory_order_acquire);
  for (int i = 0; i < count; ++i)
    if (the_callers.all[i].object.holds(caller)) return &the_callers.all[i].library;
  return nullptr;
}

const Library* add_caller(const void* caller) {
  const int count = the_callers.count.load(std::memory_order_relaxed);
  if (count == Callers::kMost) return &the_callers.all[0].library;

  Callers::Caller& entry = the_callers.all[count];
  entry.object = object_holding(caller);
  entry.library = Library{};
  // The program itself is asked with RTLD_NEXT: in its own scope it would find the tap. Others are never
  // closed again, so that what is remembered of them stays true.
  if (!entry.object.holds(&the_callers) && entry.object.end != 0)
    if (void* scope = dlopen(entry.object.name, RTLD_LAZY | RTLD_NOLOAD)) entry.library = library_in(scope);
  if (entry.library.easy_perform == nullptr) entry.library = library_in(RTLD_NEXT);
  if (entry.library.easy_perform == nullptr) return nullptr;
  the_callers.count.store(count + 1, std::memory_order_release);
  return &entry.library;
}

}  // namespace

const Library* shared_library(const void* caller) {
  if (const Library* library = known_library(caller)) return library;
  if (!can_look_up()) return nullptr;
  pthread_mutex_lock(&the_callers.mutex);
  const Library* library = known_library(caller);
  if (library == nullptr) library = add_caller(caller);
  pthread_mutex_unlock(&the_callers.mutex);
  return library;
}

SharedCopies shared_copies() {
  SharedCopies copies;
  if (!can_look_up() || dlclose == nullptr) return copies;
  static Objects objects;
  objects.count = 0;
  dl_iterate_phdr(add_object, &objects);
  for (int i = 0; i < objects.count; ++i) {
    const Object& object = objects.all[i];
    if (object.name[0] == '\0' || object.holds(&the_callers)) continue;
    void* scope = dlopen(object.name, RTLD_LAZY | RTLD_NOLOAD);
    if (scope == nullptr) continue;
    if (object.holds(dlsym(scope, "curl_easy_perform"))) {
      if (copies.count < 2) copies.names[copies.count] = object.name;
      ++copies.count;
    }
    dlclose(scope);
  }
  return copies;
}

const void* perform_as_libraries_see_it() {
  return dlsym == nullptr ? nullptr : dlsym(RTLD_DEFAULT, "curl_easy_perform");
}

}  // namespace brood::curl
