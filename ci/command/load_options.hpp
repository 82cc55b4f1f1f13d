// How much load: the options that decide about it together.
#pragma once

#include "ci/command/option.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

// Makes one plan of users, rate, stages, run time and --once, whose values are in `scenario`. `options` tell
// which of them were given. With --rate, users are the most at once; with --stages, users scale its height
// and a run time scales its length.
Status settle_load(const RawOptions& options, Scenario& scenario);

}  // namespace brood
