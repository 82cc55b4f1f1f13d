// The one way in which files of others are read as a whole: what is no file, or is larger than such a file
// can be, is refused by name before memory or patience ends.
#pragma once

#include <cstdint>
#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// The most bytes that files have, each far above any that was ever written.
namespace most_bytes {
inline constexpr std::uint64_t kMega = 1'000'000;
inline constexpr std::uint64_t kConfig = 16 * kMega;      // configs, thresholds, kits of scenarios
inline constexpr std::uint64_t kBaseline = 16 * kMega;    // a stored run, what a duet printed
inline constexpr std::uint64_t kResult = 64 * kMega;      // stats.json
inline constexpr std::uint64_t kRounds = 512 * kMega;     // rounds of a duet, histograms included
inline constexpr std::uint64_t kTestReport = 64 * kMega;  // what ctest wrote
inline constexpr std::uint64_t kRows = 1'000 * kMega;     // of data that users take
}  // namespace most_bytes

// All of the file, or one sentence that names it and says why not: it cannot be read, is a folder or a device
// other than /dev/null, or has more than `most` bytes. A pipe, such as a shell's <(...), is read to its end,
// and not waited for longer than five seconds at a time.
Expected<std::string> read_whole_file(const std::string& path, std::uint64_t most);

}  // namespace brood
