// The files of a run's output folder that are no reports and cannot be made again.
#pragma once

namespace brood {

inline constexpr const char* kJournalFile = "journal.jsonl";
inline constexpr const char* kDuetFile = "duet.json";
inline constexpr const char* kTargetLogFile = "target.log";
inline constexpr const char* kSutLogFile = "sut.log";

}  // namespace brood
