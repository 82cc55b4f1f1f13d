#include "runner/core/sliding_run.hpp"

#include <algorithm>

#include "runner/core/saturating.hpp"

namespace brood {

void SlidingRun::push(const Interval& second, std::uint64_t replaced_users) {
  const Generator& generator = second.generator;
  Part part{
      second.begin,     second.users,      replaced_users, 0,         0, generator.stalls, generator.lost,
      generator.memory, generator.stalled, generator.cpu,  second.sut};
  for (const ErrorCount& error : second.errors) {
    const bool of_nothing = error.task.empty() && error.name.empty();
    add_to(of_nothing ? part.other_errors : part.errors, error.count);
  }
  parts_.push_back(part);
  lateness_.push(generator.lateness, total_.generator.lateness);
}

void SlidingRun::drop_before(Nanos begin) {
  while (!parts_.empty() && parts_.front().begin < begin) {
    parts_.pop_front();
    lateness_.pop(total_.generator.lateness);
  }
}

const Result& SlidingRun::total(Nanos length) {
  Result sum;
  sum.footer.duration = length;
  sum.generator.lateness = std::move(total_.generator.lateness);
  ErrorGroup of_some;
  of_some.example.task = "some";
  ErrorGroup of_nothing;
  for (const Part& part : parts_) {
    sum.peak_users = std::max(sum.peak_users, part.users);
    sum.replaced_users += part.replaced_users;
    add_to(of_some.example.count, part.errors);
    add_to(of_nothing.example.count, part.other_errors);
    add_to(sum.generator.stalls, part.stalls);
    add_to(sum.generator.lost, part.lost);
    add_to(sum.generator.stalled, part.stalled);
    add_to(sum.generator.cpu, part.generator_cpu);
    sum.generator.memory = std::max(sum.generator.memory, part.generator_memory);
    sum.sut.known = sum.sut.known || part.sut.known;
    add_to(sum.sut.cpu, part.sut.cpu);
    sum.sut.memory = std::max(sum.sut.memory, part.sut.memory);
  }
  sum.errors = {of_some, of_nothing};
  total_ = std::move(sum);
  return total_;
}

}  // namespace brood
