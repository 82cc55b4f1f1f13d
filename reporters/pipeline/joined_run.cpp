#include "reporters/pipeline/joined_run.hpp"

#include <algorithm>

namespace brood {

Result joined_run(std::span<const Result> runs) {
  Result total;
  total.complete = !runs.empty();
  for (const Result& run : runs) {
    total.complete = total.complete && run.complete;
    total.footer.duration += run.footer.duration;
    total.footer.drain += run.footer.drain;
    total.all_tasks.merge(run.all_tasks);
    total.all_requests.merge(run.all_requests);
    total.checks.insert(total.checks.end(), run.checks.begin(), run.checks.end());
    total.peak_users = std::max(total.peak_users, run.peak_users);
  }
  total.verdict = overall(total.checks);
  return total;
}

}  // namespace brood
