#include "runner/swarm/audit.hpp"

namespace brood {
namespace {

// Whether the two are further apart than is excused.
bool differ(std::uint64_t a, std::uint64_t b, std::uint64_t excused) {
  return (a > b ? a - b : b - a) > excused;
}

std::string says(const char* what, std::uint64_t said, const char* counted_as, std::uint64_t counted) {
  return std::string(what) + " is said to be " + std::to_string(said) + ", and " + counted_as + ' ' +
         std::to_string(counted);
}

std::string difference_of_budget(const Tally& tally) {
  if (tally.budget == 0) return {};
  const std::uint64_t tickets = tally.tickets < tally.budget ? tally.tickets : tally.budget;
  const bool too_many = tally.iterations > tickets && differ(tally.iterations, tickets, tally.excused);
  const bool too_few = tally.spent && differ(tally.budget, tally.iterations, tally.excused);
  if (!too_many && !too_few) return {};
  return says("the number of iterations", tally.tickets, "those that came are", tally.iterations);
}

std::string difference_of_arrivals(const Tally& tally) {
  if (!tally.open) return {};
  if (tally.claimed > tally.published)
    return says("the number of arrivals that users took", tally.claimed, "those that there were are",
                tally.published);
  if (differ(tally.claimed, tally.iterations + tally.pending, tally.excused))
    return says("the number of arrivals that users took", tally.claimed, "those that they served or hold are",
                tally.iterations + tally.pending);
  return {};
}

}  // namespace

std::string difference(const Tally& tally) {
  if (std::string budget = difference_of_budget(tally); !budget.empty()) return budget;
  if (std::string arrivals = difference_of_arrivals(tally); !arrivals.empty()) return arrivals;
  if (tally.never_run > 0 && tally.excused == 0)
    return "all users are said to have made their pass, and " + std::to_string(tally.never_run) +
           (tally.never_run == 1 ? " task was" : " tasks were") + " not run";
  return {};
}

}  // namespace brood
