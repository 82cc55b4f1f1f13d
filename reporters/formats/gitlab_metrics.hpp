// GitLab's metrics report: a widget in merge requests that tells which figures changed. It compares texts and
// takes any difference for a change, so these are few, and have three significant digits. It also reads each
// line as a shell would, after cutting it at the first '#'; so labels have neither quotes nor such signs.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_gitlab_metrics(const Result& result, std::ostream& out);
}
