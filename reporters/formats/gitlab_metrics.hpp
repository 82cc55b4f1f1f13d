// GitLab's metrics report: a widget in merge requests that tells which figures changed. It compares texts and
// takes any difference for a change, so these are few, and have three significant digits. It also reads each
// line as a shell would, after cutting it at the first '#'; so labels have neither quotes nor such signs. The
// label `run` tells runs apart, since all of a pipeline share one widget.
#pragma once

#include <ostream>
#include <span>

#include "runner/core/result.hpp"

namespace brood {
void write_gitlab_metrics(const Result& result, std::ostream& out);
// Of several runs in one file. Precondition: their scenarios' names differ.
void write_gitlab_metrics(std::span<const Result> runs, std::ostream& out);
}  // namespace brood
