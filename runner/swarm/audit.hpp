// What brood counted itself, held against what the target's processes count in shared memory. By mistake any
// of them may write there, and what users then do is not what was asked for.
#pragma once

#include <cstdint>
#include <string>

namespace brood {

struct Tally {
  std::uint64_t iterations = 0;  // begun, as brood counted them
  // What may leave a count behind that no iteration follows, or the other way round: users whose process
  // died, and set-ups that failed.
  std::uint64_t excused = 0;

  std::uint64_t budget = 0;   // 0: there is none
  std::uint64_t tickets = 0;  // taken from it, as is said
  bool spent = false;         // the run ended because it is used up

  bool open = false;            // an open model
  std::uint64_t published = 0;  // arrivals, by brood
  std::uint64_t claimed = 0;    // of them, as is said
  std::uint64_t pending = 0;    // claimed and not begun, as is said

  std::uint64_t never_run = 0;  // tasks of a run of --once that nobody ran, though all users made their pass
};

// The first difference, for a person; empty if there is none.
std::string difference(const Tally& tally);

}  // namespace brood
