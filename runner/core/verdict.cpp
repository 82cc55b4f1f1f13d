#include "runner/core/verdict.hpp"

namespace brood {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::failed:
      return "failed";
    case Verdict::inconclusive:
      return "inconclusive";
  }
  return "";
}

std::string_view to_string(EndedBy ended_by) {
  switch (ended_by) {
    case EndedBy::run_time:
      return "run_time";
    case EndedBy::iterations:
      return "iterations";
    case EndedBy::threshold:
      return "threshold";
    case EndedBy::signal:
      return "signal";
    case EndedBy::target_died:
      return "target_died";
    case EndedBy::sut_died:
      return "sut_died";
    case EndedBy::environment_failed:
      return "environment_failed";
    case EndedBy::not_ready:
      return "not_ready";
    case EndedBy::corrupted:
      return "corrupted";
    case EndedBy::unknown:
      return "unknown";
    case EndedBy::damaged:
      return "damaged";
  }
  return "";
}

}  // namespace brood
