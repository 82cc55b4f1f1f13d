// What holds for every text whatever that is given to the threshold parser.
#pragma once

#include <string>
#include <string_view>

namespace brood {

// The first property that `text` breaks, in words; empty if none.
std::string broken_threshold_property(std::string_view text);

}  // namespace brood
