#include "ci/command/recorded_run.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "runner/core/run_files.hpp"
#include "runner/core/text.hpp"

namespace brood {

Expected<ResultFold> open_recorded_run(const std::string& result, const JournalReading& how) {
  std::filesystem::path path(result);
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) path /= kJournalFile;
  if (std::filesystem::exists(path, failure) && !std::filesystem::is_regular_file(path, failure))
    return Error{in_quotes(path.string()) +
                 " is not a file; give the output folder of a run, or its journal.jsonl"};
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{"cannot read " + in_quotes(path.string()) + ": " + std::strerror(errno) +
                 "; give the output folder of a run, or its journal.jsonl"};
  }
  Expected<ResultFold> fold = read_journal(file, how);
  if (!fold) return Error{in_quotes(path.string()) + ": " + fold.error().message};
  return fold;
}

}  // namespace brood
