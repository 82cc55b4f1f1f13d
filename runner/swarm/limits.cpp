#include "runner/swarm/limits.hpp"

#include <dirent.h>
#include <sys/resource.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "runner/core/units.hpp"
#include "runner/swarm/text_file.hpp"

namespace brood {
namespace {

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kProcessesBeside = 8;     // keeper, target, a SUT's shell and server
constexpr std::uint64_t kDescriptorsBeside = 64;  // of the target, besides one a user

std::string number(std::uint64_t value) { return std::to_string(value); }

// The first number after `key` at the start of a line; "unlimited" and "max" are no limit.
std::optional<std::uint64_t> number_after(const std::string& text, std::string_view key) {
  std::size_t at = text.starts_with(key) ? 0 : text.find("\n" + std::string(key));
  if (at == std::string::npos) return std::nullopt;
  at = text.find_first_not_of(": \t", at + key.size() + (at == 0 && text.starts_with(key) ? 0 : 1));
  if (at == std::string::npos) return std::nullopt;
  if (std::isdigit(static_cast<unsigned char>(text[at])) == 0) return kUnlimited;
  return std::strtoull(text.c_str() + at, nullptr, 10);
}

// A column of /proc/self/limits: 0 is the soft limit, 1 the hard one.
std::uint64_t process_limit(const std::string& root, std::string_view name, int column) {
  const std::string text = read_text_file(root + "/proc/self/limits").value_or("");
  std::size_t at = text.find(name);
  if (at == std::string::npos) return kUnlimited;
  at += name.size();
  for (int i = 0; i < column; ++i) at = text.find(' ', text.find_first_not_of(' ', at));
  at = text.find_first_not_of(' ', at);
  if (at == std::string::npos || std::isdigit(static_cast<unsigned char>(text[at])) == 0) return kUnlimited;
  return std::strtoull(text.c_str() + at, nullptr, 10);
}

struct Tasks {
  std::uint64_t all = 0;
  std::uint64_t of_user = 0;
};

Tasks count_tasks(const std::string& root, std::uint64_t uid) {
  Tasks tasks;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir((root + "/proc").c_str()), closedir);
  while (const dirent* entry = folder ? readdir(folder.get()) : nullptr) {
    if (std::isdigit(static_cast<unsigned char>(entry->d_name[0])) == 0) continue;
    const auto status = read_text_file(root + "/proc/" + entry->d_name + "/status");
    if (!status) continue;
    const std::uint64_t threads = number_after(*status, "Threads").value_or(1);
    tasks.all += threads;
    if (number_after(*status, "Uid") == uid) tasks.of_user += threads;
  }
  return tasks;
}

// The folders of the process's own pids group and of all groups above it, as far as they can be seen from
// here.
std::vector<std::string> pids_groups(const std::string& root) {
  std::vector<std::string> folders;
  std::string_view rest;
  const std::string text = read_text_file(root + "/proc/self/cgroup").value_or("");
  for (rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t colon = line.find(':');
    const std::size_t path = line.find(':', colon + 1);
    if (colon == line.npos || path == line.npos) continue;
    const std::string_view controllers = line.substr(colon + 1, path - colon - 1);
    if (!controllers.empty() && controllers != "pids") continue;  // empty: version 2
    const std::string mount = root + "/sys/fs/cgroup" + (controllers.empty() ? "" : "/pids");
    for (std::string group(line.substr(path + 1));; group.resize(group.rfind('/'))) {
      folders.push_back(mount + group);
      if (group.empty() || group.find('/') == group.npos) break;
    }
  }
  return folders;
}

Error too_many(const LoadSize& size, const std::string& limit, const std::string& way_out) {
  return {number(size.users) + " users are more than this machine allows: " + limit + "; " + way_out};
}

std::string fewer(std::uint64_t possible) {
  return possible > 0 ? "ask for at most " + number(possible) + " users" : "no user can be started";
}

std::uint64_t room(std::uint64_t limit, std::uint64_t used, std::uint64_t beside) {
  return limit > used + beside ? limit - used - beside : 0;
}

Status check_processes(const LoadSize& size, const std::string& root) {
  const std::string self = read_text_file(root + "/proc/self/status").value_or("");
  const std::uint64_t uid = number_after(self, "Uid").value_or(0);
  const Tasks now = count_tasks(root, uid);
  const std::uint64_t limit = process_limit(root, "Max processes", 0);
  if (uid != 0 && limit != kUnlimited && size.users > room(limit, now.of_user, kProcessesBeside)) {
    return too_many(size, "RLIMIT_NPROC is " + number(limit) + " and " + number(now.of_user) + " are in use",
                    fewer(room(limit, now.of_user, kProcessesBeside)) + ", or raise it with ulimit -u");
  }
  const std::uint64_t pids =
      number_after(read_text_file(root + "/proc/sys/kernel/pid_max").value_or(""), "").value_or(kUnlimited);
  if (size.users > room(pids, now.all, kProcessesBeside)) {
    return too_many(size, "kernel.pid_max is " + number(pids) + " and " + number(now.all) + " are in use",
                    fewer(room(pids, now.all, kProcessesBeside)) + ", or raise it with sysctl");
  }
  return Done{};
}

Status check_cgroups(const LoadSize& size, const std::string& root) {
  for (const std::string& folder : pids_groups(root)) {
    const std::uint64_t limit =
        number_after(read_text_file(folder + "/pids.max").value_or(""), "").value_or(kUnlimited);
    if (limit == kUnlimited) continue;
    const std::uint64_t used =
        number_after(read_text_file(folder + "/pids.current").value_or(""), "").value_or(0);
    if (size.users <= room(limit, used, kProcessesBeside)) continue;
    return too_many(
        size, folder + "/pids.max is " + number(limit) + " and " + number(used) + " are in use",
        fewer(room(limit, used, kProcessesBeside)) + ", or give the container a larger pids limit");
  }
  return Done{};
}

Status check_descriptors(const LoadSize& size, const std::string& root) {
  const std::uint64_t limit = process_limit(root, "Max open files", 1);
  if (size.users <= room(limit, 0, kDescriptorsBeside)) return Done{};
  return too_many(
      size,
      "the hard limit of open files (RLIMIT_NOFILE) is " + number(limit) + " and the target needs one a user",
      fewer(room(limit, 0, kDescriptorsBeside)) + ", or raise it with ulimit -Hn");
}

Status check_memory(const LoadSize& size, const std::string& root) {
  const std::string text = read_text_file(root + "/proc/meminfo").value_or("");
  const auto available = number_after(text, "MemAvailable");
  if (!available || size.bytes_per_user == 0) return Done{};
  const std::uint64_t bytes = *available * 1024;
  if (size.users <= bytes / size.bytes_per_user) return Done{};
  return too_many(size,
                  human_bytes(static_cast<double>(bytes)) +
                      " of memory are available (MemAvailable) and a user takes about " +
                      human_bytes(static_cast<double>(size.bytes_per_user)),
                  fewer(bytes / size.bytes_per_user));
}

}  // namespace

Status check_limits(const LoadSize& size, const std::string& root) {
  for (const auto check : {check_processes, check_cgroups, check_descriptors, check_memory}) {
    if (Status status = check(size, root); !status) return status;
  }
  return Done{};
}

void raise_descriptor_limit(std::uint64_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace brood
