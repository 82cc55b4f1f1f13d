// Random numbers of one user.
#pragma once

#include <cstdint>

namespace brood {

// A generator for the distributions of <random> as well, and compiled into targets that have no C++ run-time
// library. SplitMix64: eight bytes a user, where a Mersenne
// Twister takes 2.5 KB; and including <random> here would cost each compilation of a scenario a fifth of a
// second.
class Random {
 public:
  using result_type = std::uint64_t;
  explicit Random(std::uint64_t seed) : state_(seed) {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return ~result_type{0}; }
  result_type operator()() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }
  // A number from [0, most], each as likely.
  result_type up_to(result_type most) {
    if (most == max()) return (*this)();
    const result_type count = most + 1;
    const result_type surplus = (max() - most) % count;  // so many values would make some numbers likelier
    result_type drawn = (*this)();
    while (drawn < surplus) drawn = (*this)();
    return drawn % count;
  }

 private:
  std::uint64_t state_;
};

}  // namespace brood
