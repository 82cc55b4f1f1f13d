#include "runner/swarm/limits.hpp"

#include <dirent.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>

#include "runner/core/units.hpp"
#include "runner/swarm/cgroup.hpp"
#include "runner/swarm/text_file.hpp"

namespace brood {
namespace {

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kProcessesBeside = 8;     // keeper, target, a SUT's shell and server
constexpr std::uint64_t kDescriptorsBeside = 64;  // of the target, besides one a user

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// The number that the text begins with, after white space. "unlimited" and "max" are no limit, nor is no
// text.
std::uint64_t leading_number(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (text.empty() || !is_digit(text.front())) return kUnlimited;
  return std::strtoull(std::string(text.substr(0, 20)).c_str(), nullptr, 10);
}

std::optional<std::uint64_t> number_in(const std::string& path) {
  const std::optional<std::string> text = read_text_file(path);
  return text ? std::optional(leading_number(*text)) : std::nullopt;
}

// Of a file whose lines are "Key: number".
std::optional<std::uint64_t> number_of(const std::optional<std::string>& text, const std::string& key) {
  const std::size_t at = text ? ("\n" + *text).find("\n" + key + ":") : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  return leading_number(std::string_view(*text).substr(at + key.size() + 1));
}

enum class Column { soft, hard };

std::uint64_t own_limit(const std::string& root, std::string_view name, Column column) {
  const std::string text = read_text_file(root + "/proc/self/limits").value_or("");
  const std::size_t at = text.find(name);
  if (at == std::string::npos) return kUnlimited;
  std::string_view rest = std::string_view(text).substr(at + name.size());
  if (column == Column::hard) {
    rest.remove_prefix(rest.find_first_not_of(' '));
    rest.remove_prefix(rest.find(' '));
  }
  return leading_number(rest);
}

struct Tasks {
  std::uint64_t all = 0;
  std::uint64_t of_user = 0;
};

Tasks count_tasks(const std::string& root, std::uint64_t uid) {
  Tasks tasks;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir((root + "/proc").c_str()), closedir);
  while (const dirent* entry = folder ? readdir(folder.get()) : nullptr) {
    if (!is_digit(entry->d_name[0])) continue;
    const auto status = read_text_file(root + "/proc/" + entry->d_name + "/status");
    const std::uint64_t threads = number_of(status, "Threads").value_or(0);
    tasks.all += threads;
    if (number_of(status, "Uid") == uid) tasks.of_user += threads;
  }
  return tasks;
}

std::uint64_t processes_of(const LoadSize& size) { return size.processes == 0 ? size.users : size.processes; }

// One limit on processes, and what of it is left for users.
struct Allowance {
  std::string name;
  std::uint64_t limit = kUnlimited;
  std::uint64_t taken = 0;  // in use, or needed for something else
  std::string way_out;
};

Status check(const LoadSize& size, const Allowance& allowed) {
  const std::uint64_t room = allowed.limit > allowed.taken ? allowed.limit - allowed.taken : 0;
  if (allowed.limit == kUnlimited || processes_of(size) <= room) return Done{};
  const std::string more = " more than this machine allows: " + allowed.name + " is " +
                           std::to_string(allowed.limit) + ", of which " + std::to_string(allowed.taken) +
                           " are in use or needed beside users; ";
  if (size.processes == 0)
    return Error{std::to_string(size.users) + " users are" + more + "ask for at most " +
                 std::to_string(room) + ", or " + allowed.way_out};
  return Error{"the " + std::to_string(size.processes) + " processes that users live in are" + more +
               allowed.way_out};
}

Status check_processes(const LoadSize& size, const std::string& root) {
  const std::uint64_t uid = number_of(read_text_file(root + "/proc/self/status"), "Uid").value_or(0);
  const Tasks now = count_tasks(root, uid);
  if (uid != 0) {  // root is exempt
    const std::uint64_t limit = own_limit(root, "Max processes", Column::soft);
    Status status =
        check(size, {"RLIMIT_NPROC", limit, now.of_user + kProcessesBeside, "raise it with ulimit -u"});
    if (!status) return status;
  }
  const std::uint64_t pids = number_in(root + "/proc/sys/kernel/pid_max").value_or(kUnlimited);
  return check(size, {"kernel.pid_max", pids, now.all + kProcessesBeside, "raise it with sysctl"});
}

Status check_cgroups(const LoadSize& size, const std::string& root) {
  for (const std::string& folder : control_groups(root, "pids")) {
    const std::string file = folder + "/pids.max";
    const std::uint64_t limit = number_in(file).value_or(kUnlimited);
    const std::uint64_t used = number_in(folder + "/pids.current").value_or(0);
    Status status =
        check(size, {file, limit, used + kProcessesBeside, "give the container or job a larger pids limit"});
    if (!status) return status;
  }
  return Done{};
}

Status check_descriptors(const LoadSize& size, const std::string& root) {
  const std::uint64_t limit = own_limit(root, "Max open files", Column::hard);
  if (size.processes == 0)
    return check(size, {"the hard limit of open files (RLIMIT_NOFILE, one a user)", limit, kDescriptorsBeside,
                        "raise it with ulimit -Hn"});
  const std::uint64_t room = (limit - std::min(limit, kDescriptorsBeside)) * size.processes;
  if (limit == kUnlimited || size.users <= room) return Done{};
  return Error{
      std::to_string(size.users) + " users in " + std::to_string(size.processes) +
      " processes are more than this machine allows: the hard limit of open files (RLIMIT_NOFILE, one a " +
      "user) is " + std::to_string(limit) + "; ask for at most " + std::to_string(room) +
      ", or raise it with ulimit -Hn"};
}

// Of the users of one process each has a stack and its guard page.
Status check_mappings(const LoadSize& size, const std::string& root) {
  constexpr std::uint64_t kBeside = 1000;
  if (size.processes == 0) return Done{};
  const std::uint64_t limit = number_in(root + "/proc/sys/vm/max_map_count").value_or(kUnlimited);
  const std::uint64_t room = (limit - std::min(limit, kBeside)) / 2 * size.processes;
  if (limit == kUnlimited || size.users <= room) return Done{};
  return Error{
      std::to_string(size.users) + " users in " + std::to_string(size.processes) +
      " processes are more than this machine allows: vm.max_map_count, of which a user takes two, is " +
      std::to_string(limit) + "; ask for at most " + std::to_string(room) + ", or raise it with sysctl"};
}

Status check_memory(const LoadSize& size, const std::string& root) {
  const auto kilobytes = number_of(read_text_file(root + "/proc/meminfo"), "MemAvailable");
  if (!kilobytes || size.bytes_per_user == 0) return Done{};
  const std::uint64_t available = *kilobytes * 1024;
  const std::uint64_t room = available / size.bytes_per_user;
  if (size.users <= room) return Done{};
  return Error{std::to_string(size.users) + " users are more than this machine allows: MemAvailable is " +
               human_bytes(static_cast<double>(available)) + " and a user takes about " +
               human_bytes(static_cast<double>(size.bytes_per_user)) + "; ask for at most " +
               std::to_string(room)};
}

}  // namespace

LoadSize size_of_own_users(std::uint32_t users) {
  const std::uint32_t cores = std::max(1u, std::thread::hardware_concurrency());
  return {.users = users, .bytes_per_user = 40'000, .processes = std::min(users, cores)};
}

Status check_limits(const LoadSize& size, const std::string& root) {
  for (const auto check_one :
       {check_processes, check_cgroups, check_descriptors, check_mappings, check_memory}) {
    if (Status status = check_one(size, root); !status) return status;
  }
  return Done{};
}

}  // namespace brood
