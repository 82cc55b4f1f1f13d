// What brood cannot do without and a kernel or a container may deny: found out before anything is started, so
// that the mistake has a name.
#pragma once

#include <cstdint>
#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// Tries each call that a run needs, here, since what is denied to brood is denied to what it starts. The
// error names the call, why it is needed and the way out. Takes less than a millisecond.
Status check_kernel();

// Whether files, which shared memory is one of, may be so large (ulimit -f).
Status check_file_size(std::uint64_t bytes, std::uint32_t users);

// What to do about a call that failed with this error number: "; ..." or empty.
std::string way_out(int error_number);

// What a run lacks where /proc is not mounted; empty where it is.
std::string missing_proc();

}  // namespace brood
