// What a comparison can say, of one metric and of all.
#pragma once

#include <cstdint>
#include <string_view>

namespace brood {

enum class Finding : std::uint8_t {
  passed,
  failed,        // worse than before, beyond doubt and beyond the floor
  inconclusive,  // neither worse beyond doubt nor without suspicion
  improved,      // passed, and better beyond doubt
  untested       // of a metric only: there was too little to test
};
std::string_view to_string(Finding finding);

}  // namespace brood
