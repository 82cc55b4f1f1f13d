// What brood itself costs: a load generator has to say so.
#pragma once

#include <cstdint>

#include "runner/core/units.hpp"

namespace brood {

// CPU time of this process so far.
Nanos own_cpu();
// Resident memory of this process, bytes; 0 if unknown.
std::uint64_t own_memory();

}  // namespace brood
