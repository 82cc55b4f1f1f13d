#include "runner/core/check.hpp"

#include <algorithm>

namespace brood {

Verdict overall(const std::vector<Check>& checks) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(checks.begin(), checks.end(),
                       [&](const Check& check) { return check.verdict == verdict; });
  };
  if (any(Verdict::failed)) return Verdict::failed;
  return any(Verdict::inconclusive) ? Verdict::inconclusive : Verdict::passed;
}

}  // namespace brood
