// What junit.xml says, before it is XML.
#pragma once

#include <string>
#include <vector>

#include "runner/core/result.hpp"

namespace brood {

struct JUnitCase {
  enum class Outcome { passed, skipped, failure, error };
  std::string classname;
  std::string name;
  double seconds = 0;
  Outcome outcome = Outcome::passed;
  std::string type;     // of a failure or error
  std::string message;  // of all but passed; one line
  std::string body;     // of a failure or error
  std::string output;
};

// The run itself, then a case for each task, each request, and each check that is not told by one of these.
// There is a failure exactly if a check failed, and an error exactly if the run has no verdict. Names are
// unique and do not depend on figures. All text is printable and bounded.
std::vector<JUnitCase> junit_cases(const Result& result);

}  // namespace brood
