#include "ci/gate/finding.hpp"

namespace brood {

std::string_view to_string(Finding finding) {
  switch (finding) {
    case Finding::passed:
      return "passed";
    case Finding::failed:
      return "failed";
    case Finding::inconclusive:
      return "inconclusive";
    case Finding::improved:
      return "improved";
    case Finding::untested:
      return "untested";
  }
  return "";
}

}  // namespace brood
