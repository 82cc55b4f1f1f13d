// Runs a compiler in front of the person's eyes.
#pragma once

#include <string>
#include <vector>

#include "runner/core/expected.hpp"

namespace brood {

// Waits until it ends, however long that takes; what it prints goes where brood prints. True if it succeeded.
// After SIGINT, SIGTERM or SIGHUP the compiler is stopped, the files `drafts` are removed and brood ends by
// that signal. Must be called before there is any thread.
Expected<bool> run_compiler(std::vector<std::string> call, const std::vector<std::string>& drafts);

}  // namespace brood
