#include "runner/swarm/usable_processors.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>
#include <thread>

#include "runner/swarm/cgroup.hpp"
#include "runner/swarm/text_file.hpp"

namespace brood {
namespace {

// "200000 100000" in version 2; two files in version 1. No number, or a negative one, is no quota.
std::optional<double> quota_of(const std::string& folder) {
  std::string text = read_text_file(folder + "/cpu.max").value_or("");
  if (text.empty())
    text = read_text_file(folder + "/cpu.cfs_quota_us").value_or("") + ' ' +
           read_text_file(folder + "/cpu.cfs_period_us").value_or("");
  std::istringstream words(text);
  double quota = 0;
  double period = 0;
  if (!(words >> quota >> period) || quota <= 0 || period <= 0) return std::nullopt;
  return quota / period;
}

}  // namespace

unsigned usable_processors(const std::string& root) {
  unsigned usable = std::max(1u, std::thread::hardware_concurrency());
  for (const std::string& folder : control_groups(root, "cpu"))
    if (const std::optional<double> quota = quota_of(folder))
      usable = std::min(usable, static_cast<unsigned>(std::max(1.0, std::ceil(*quota))));
  return usable;
}

}  // namespace brood
