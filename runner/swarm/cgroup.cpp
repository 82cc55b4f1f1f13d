#include "runner/swarm/cgroup.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "runner/swarm/text_file.hpp"

namespace brood {
namespace {

struct Membership {
  bool version_2 = false;
  std::string group;  // "/ci/job"; "" for the topmost
};

// A line of /proc/self/cgroup, "8:pids:/ci/job" or "0::/ci/job"; nothing if another controller's.
std::optional<Membership> parse_line(std::string_view line, const std::string& controller) {
  constexpr std::size_t kNone = std::string_view::npos;
  const std::size_t first = line.find(':');
  const std::size_t second = first == kNone ? kNone : line.find(':', first + 1);
  if (second == kNone) return std::nullopt;
  const std::string_view controllers = line.substr(first + 1, second - first - 1);
  // "cpu,cpuacct"
  const bool is_other = ("," + std::string(controllers) + ",").find("," + controller + ",") == kNone;
  if (!controllers.empty() && is_other) return std::nullopt;
  std::string group(line.substr(second + 1));
  if (group == "/") group.clear();
  return Membership{controllers.empty(), group};
}

}  // namespace

std::vector<std::string> control_groups(const std::string& root, const std::string& controller) {
  std::vector<std::string> folders;
  const std::string text = read_text_file(root + "/proc/self/cgroup").value_or("");
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::optional<Membership> membership = parse_line(line, controller);
    if (!membership) continue;
    const std::string mount =
        root + (membership->version_2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/" + controller);
    std::string group = membership->group;
    folders.push_back(mount + group);
    while (!group.empty()) {
      group.resize(std::min(group.rfind('/'), group.size() - 1));
      folders.push_back(mount + group);
    }
  }
  return folders;
}

}  // namespace brood
