// When to stop looking, and with which verdict. The error rate alpha is shared out among the looks by the
// rounds that each adds, so all of them together stay within it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "ci/gate/gate_options.hpp"
#include "runner/core/comparison.hpp"

namespace brood {

// The share of alpha that the look of this index has for itself.
double alpha_of_look(const GateOptions& options, std::size_t look);

// m * min(p) of m p-values: near 0 when something looks slower. 1 without any.
double doubt(std::span<const double> p);

// What the p-values of one look mean: failed, passed, or at the last look inconclusive; absent to go on.
std::optional<Finding> decide(const GateOptions& options, std::size_t look, std::span<const double> p);

}  // namespace brood
