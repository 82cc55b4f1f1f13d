// A run compared with stored ones, as a part of its result.
#pragma once

#include "ci/gate/baseline_choice.hpp"
#include "ci/gate/gate_options.hpp"
#include "runner/core/comparison.hpp"

namespace brood {

// `figures`: of the run, which `choice` was made for. `saturated`: the load generator may be to blame for
// what looks slower, so it fails nothing. Below five stored runs the comparison does not count; a run that
// measured nothing, or from five stored runs on has nothing that could be tested, is inconclusive.
Comparison compare_with_stored(const RunFigures& figures, const BaselineChoice& choice,
                               const GateOptions& options, bool saturated);

}  // namespace brood
