// The running checksum of a journal. Each line's last member is a sum of that line and, through the seed, of
// all before it:
//
//   {"tasks":["Shop.Buy"],"sum":"0f1e2d3c4b5a6978"}
//
// The sum is XXH3 with 64 bits of the line's bytes up to `,"sum"`, as 16 hexadecimal digits. Its seed is the
// sum of the line before, and 0 for the first. It finds accidents, not people who sum anew what they forged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace brood {

class JournalSum {
 public:
  // The line, which must be a JSON object with a member, with its sum.
  std::string seal(std::string line);

  // Whether the line has the sum that it must have after those before; if so the next one follows it.
  bool follows(std::string_view line);

  // Whether the line ends as one that has a sum, right or wrong.
  static bool is_sealed(std::string_view line);

 private:
  std::uint64_t last_ = 0;
};

}  // namespace brood
