// What a result says about the machine and the pipeline it was made on.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "runner/core/environment.hpp"

namespace brood {

struct MachineSources {
  std::string root;                                                      // in front of /proc and /etc
  std::function<std::optional<std::string>(const char* name)> variable;  // empty: the process's environment
};

// Whatever cannot be found out stays empty or 0.
Environment probe_machine(const MachineSources& sources = {});

}  // namespace brood
