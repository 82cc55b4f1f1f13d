#include "runner/swarm/probe_machine.hpp"

#include <sched.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "runner/swarm/text_file.hpp"

namespace brood {
namespace {

std::string first_line(const std::optional<std::string>& text) {
  return text ? text->substr(0, text->find('\n')) : std::string();
}

// What follows `key` and its separators in the first line that begins with it.
std::string value_of(const std::optional<std::string>& text, std::string_view key) {
  std::string_view rest = text ? std::string_view(*text) : std::string_view();
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.starts_with(key)) continue;
    line.remove_prefix(std::min(line.find_first_not_of(" \t:=\"", key.size()), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t\"") + 1);
    return std::string(line);
  }
  return {};
}

std::string describe_system(const std::string& root) {
  const std::string kernel = "Linux " + first_line(read_text_file(root + "/proc/sys/kernel/osrelease"));
  const std::string name = value_of(read_text_file(root + "/etc/os-release"), "PRETTY_NAME");
  return name.empty() ? kernel : kernel + ", " + name;
}

std::uint32_t usable_cores() {
  // Machines with more processors than one cpu_set_t holds answer only to a larger one.
  for (std::size_t sets = 1; sets <= 64; sets *= 2) {
    std::vector<cpu_set_t> cores(sets);
    const std::size_t size = sets * sizeof(cpu_set_t);
    if (sched_getaffinity(0, size, cores.data()) == 0) {
      return static_cast<std::uint32_t>(CPU_COUNT_S(size, cores.data()));
    }
  }
  return 0;
}

bool has_hypervisor(const std::optional<std::string>& cpuinfo) {
  return (' ' + value_of(cpuinfo, "flags") + ' ').find(" hypervisor ") != std::string::npos;
}

// What the machine calls itself, as its maker and product: "Amazon EC2 m5.large", "QEMU Standard PC".
std::string describe_product(const std::string& root) {
  const std::string maker = first_line(read_text_file(root + "/sys/class/dmi/id/sys_vendor"));
  const std::string product = first_line(read_text_file(root + "/sys/class/dmi/id/product_name"));
  return maker.empty() || product.empty() ? maker + product : maker + ' ' + product;
}

std::string describe_container(const std::string& root) {
  std::error_code unknown;
  if (std::string name = first_line(read_text_file(root + "/run/systemd/container")); !name.empty())
    return name;
  if (std::filesystem::exists(root + "/.dockerenv", unknown)) return "docker";
  return std::filesystem::exists(root + "/run/.containerenv", unknown) ? "podman" : "";
}

// Only processors that have flags can say that there is no hypervisor.
std::string describe_virtualisation(const std::string& root) {
  const std::optional<std::string> cpuinfo = read_text_file(root + "/proc/cpuinfo");
  std::string machine = first_line(read_text_file(root + "/sys/hypervisor/type"));
  if (machine.empty() && has_hypervisor(cpuinfo)) machine = describe_product(root);
  if (machine.empty() && has_hypervisor(cpuinfo)) machine = "a virtual machine";
  const std::string container = describe_container(root);
  if (machine.empty() && container.empty()) return value_of(cpuinfo, "flags").empty() ? "" : "none";
  return machine.empty() || container.empty() ? machine + container : machine + ", " + container;
}

using Variable = std::function<std::optional<std::string>(const char*)>;

std::vector<std::pair<std::string, std::string>> describe_pipeline(const Variable& variable) {
  // GitLab, Jenkins, GitHub.
  constexpr std::array<std::pair<const char*, std::array<const char*, 3>>, 3> kNames = {{
      {"job", {"CI_JOB_URL", "BUILD_URL", "GITHUB_RUN_ID"}},
      {"commit", {"CI_COMMIT_SHA", "GIT_COMMIT", "GITHUB_SHA"}},
      {"branch", {"CI_COMMIT_REF_NAME", "BRANCH_NAME", "GITHUB_REF_NAME"}},
  }};
  std::vector<std::pair<std::string, std::string>> pipeline;
  for (const auto& [what, names] : kNames) {
    for (const char* name : names) {
      const std::optional<std::string> value = variable(name);
      if (!value || value->empty()) continue;
      pipeline.emplace_back(what, *value);
      break;
    }
  }
  return pipeline;
}

std::optional<std::string> own_variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
}

}  // namespace

Environment probe_machine(const MachineSources& sources) {
  const std::string& root = sources.root;
  Environment machine;
  machine.brood_version = BROOD_VERSION;
  machine.build_type = BROOD_BUILD_TYPE;
  std::error_code unknown;
  machine.brood = std::filesystem::read_symlink(root + "/proc/self/exe", unknown).string();
  machine.host = first_line(read_text_file(root + "/proc/sys/kernel/hostname"));
  machine.system = describe_system(root);
  machine.cpu = value_of(read_text_file(root + "/proc/cpuinfo"), "model name");
  machine.cores = usable_cores();
  machine.memory =
      std::strtoull(value_of(read_text_file(root + "/proc/meminfo"), "MemTotal").c_str(), nullptr, 10) * 1024;
  machine.virtualisation = describe_virtualisation(root);
  machine.governor =
      first_line(read_text_file(root + "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
  machine.load_average = std::strtod(first_line(read_text_file(root + "/proc/loadavg")).c_str(), nullptr);
  machine.pipeline = describe_pipeline(sources.variable ? sources.variable : own_variable);
  return machine;
}

}  // namespace brood
