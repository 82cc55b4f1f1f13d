// JUnit XML as Jenkins' xUnit schema, Jenkins' junit step and GitLab read it: a testcase per task, request
// and check.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_junit(const Result& result, std::ostream& out);
}
