// Time that a test itself took: on a machine that is busy with others, a clock on the wall would tell of
// them.
#pragma once

#include <ctime>

namespace brood {

class CpuTime {
 public:
  double seconds() const { return static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC; }

 private:
  std::clock_t begin_ = std::clock();
};

}  // namespace brood
