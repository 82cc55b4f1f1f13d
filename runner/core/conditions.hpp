// Under which conditions a run was made: runs are compared only if these are the same.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runner/core/environment.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

// By name. What is not known is not there.
using Conditions = std::map<std::string, std::string>;

// The machine's fingerprint: processor, cores, memory (to the GiB, as the kernel keeps some for itself),
// kernel, virtualisation, governor and Brood's version.
Conditions machine_of(const Environment& environment);

// All that changes the load: target, tests, users or rate and how they come, length, waits, arguments and
// environment of the target (as a hash: they may be secret), the other host. Not: folders of this machine,
// the system under test's command, time-outs, thresholds, the seed, the run's name.
Conditions load_of(const Scenario& scenario);

// 16 hexadecimal digits.
std::string hash_of(const Conditions& conditions);

// What differs, for a person: "cores 4, not 2"; the target and the processor first.
std::vector<std::string> differences(const Conditions& theirs, const Conditions& ours);
// The first of these; empty if nothing differs.
std::string difference(const Conditions& theirs, const Conditions& ours);

}  // namespace brood
