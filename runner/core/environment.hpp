// Where a run took place. Results carry it, since a figure without its machine says little.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace brood {

struct Environment {
  std::string brood_version;
  std::string build_type;
  std::string host;
  std::string system;  // kernel and distribution
  std::string cpu;
  std::uint32_t cores = 0;
  std::uint64_t memory = 0;                                   // bytes
  double load_average = 0;                                    // one minute, at the start
  std::vector<std::pair<std::string, std::string>> pipeline;  // CI's job, commit and branch, where known
  std::string brood{};           // path of the program that ran it; empty: not known
  std::string virtualisation{};  // "none", or names of the machine and the container; empty: not known
  std::string governor{};        // of the first processor's frequency; empty: not known
  bool operator==(const Environment&) const = default;
};

}  // namespace brood
