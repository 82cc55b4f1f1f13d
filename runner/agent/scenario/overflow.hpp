#pragma once

#include "runner/channel/layout.hpp"

namespace brood::agent {

// Has `slot` say so when a fiber of this process dies of having used up its stack. What the signal does
// otherwise stays as it is. `slot` must outlive the process.
void report_overflow(channel::Slot& slot);

}  // namespace brood::agent
