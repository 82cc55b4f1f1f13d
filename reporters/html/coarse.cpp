#include "reporters/html/coarse.hpp"

#include <algorithm>
#include <cmath>

namespace brood {

nlohmann::ordered_json coarse_buckets(const Histogram& histogram, int parts) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  histogram.for_each([&](std::uint32_t index, std::uint64_t count) {
    const double low = static_cast<double>(histogram.bucket_low(index));
    const double middle = (low + static_cast<double>(histogram.bucket_high(index))) / 2;
    const int bucket = static_cast<int>(std::floor(std::log2(std::max(middle, 1.0)) * parts));
    if (!list.empty() && list.back()[0] == bucket)
      list.back()[1] = list.back()[1].get<std::uint64_t>() + count;
    else list.push_back({bucket, count});
  });
  return list;
}

}  // namespace brood
