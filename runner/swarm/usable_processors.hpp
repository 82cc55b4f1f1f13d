#pragma once

#include <string>

namespace brood {

// How many processors this process may use: of those it may run on, as many as the quotas of its control
// groups allow, rounded up. `root` stands in front of /proc and /sys.
unsigned usable_processors(const std::string& root = {});

}  // namespace brood
