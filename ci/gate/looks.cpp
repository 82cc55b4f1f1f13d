#include "ci/gate/looks.hpp"

#include <algorithm>
#include <cassert>

#include "ci/gate/statistics.hpp"

namespace brood {

double alpha_of_look(const GateOptions& options, std::size_t look) {
  assert(look < options.looks.size());
  const int before = look == 0 ? 0 : options.looks[look - 1];
  return options.alpha * (options.looks[look] - before) / options.looks.back();
}

double doubt(std::span<const double> p) {
  if (p.empty()) return 1;
  return static_cast<double>(p.size()) * *std::min_element(p.begin(), p.end());
}

std::optional<Finding> decide(const GateOptions& options, std::size_t look, std::span<const double> p) {
  const std::vector<bool> rejected = holm_rejects(p, alpha_of_look(options, look));
  if (std::find(rejected.begin(), rejected.end(), true) != rejected.end()) return Finding::failed;
  const bool last = look + 1 == options.looks.size();
  if (last) return doubt(p) >= options.end ? Finding::passed : Finding::inconclusive;
  if (doubt(p) >= options.suspicion) return Finding::passed;
  return std::nullopt;
}

}  // namespace brood
