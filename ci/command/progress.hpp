// The line that tells how a run is getting on.
#pragma once

#include <functional>
#include <ostream>

#include "reporters/console.hpp"
#include "runner/core/result.hpp"

namespace brood {

class Progress {
 public:
  // `out` must outlive it.
  Progress(std::ostream& out, const ConsoleStyle& style) : out_(out), style_(style) {}

  // To be called after each interval. On a terminal the line is rewritten in place; elsewhere there is a line
  // for every ten seconds of the run.
  void show(const Result& so_far);
  // Leaves the terminal's line for what follows.
  void finish();

 private:
  std::ostream& out_;
  ConsoleStyle style_;
  Nanos next_{kEvery};
  bool line_open_ = false;

  static constexpr std::chrono::seconds kEvery{10};
};

}  // namespace brood
