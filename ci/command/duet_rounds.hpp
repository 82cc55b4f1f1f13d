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
// Only of files that are there and, as far as they tell, of the same origin; `left_out` says which are not. A
// pipeline's cache is empty at first, and its machines change.
Expected<std::vector<Variances>> read_own_priors(const std::vector<std::string>& files,
                                                 const std::string& origin,
                                                 std::vector<std::string>& left_out);

}  // namespace brood
