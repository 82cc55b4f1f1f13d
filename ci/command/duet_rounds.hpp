// The files of a duet: rounds that were measured elsewhere, and what earlier duets found.
#pragma once

#include "ci/command/command.hpp"
#include "ci/gate/duet_judge.hpp"

namespace brood {

// Judges the rounds of the plan's file, all of which it may use: the plan's looks, as far as they are within
// the file, and one after its last round. Errors name the file and what is wrong with it.
Expected<DuetReport> judge_rounds(const DuetOptions& plan);

// The variances of the files, in their order.
Expected<std::vector<Variances>> read_priors(const std::vector<std::string>& files);

}  // namespace brood
