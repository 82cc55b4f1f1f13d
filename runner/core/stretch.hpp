// What one subject did in a stretch of a run: the metrics of a part, where a Result has those of the whole.
// Seconds are added at its end, and may be dropped from its beginning.
#pragma once

#include <memory>

#include "runner/core/metric_table.hpp"

namespace brood {

class Stretch {
 public:
  virtual ~Stretch() = default;

  // A row of the second that begins at `begin`; as many as there are. Not for sut and run.
  virtual void add(Nanos begin, const Row& row) = 0;
  // The second itself, with the users replaced in it. For sut and run only.
  virtual void add(const Interval& second, std::uint64_t replaced_users) = 0;
  // Precondition: made as one that slides.
  virtual void drop_before(Nanos begin) = 0;
  virtual void clear() = 0;

  // `length` of the stretch, for rates. Absent for no data.
  virtual std::optional<double> value(const Metric& metric, Nanos length) = 0;
};

// One that slides keeps its seconds apart; one that does not keeps their sum only.
std::unique_ptr<Stretch> make_stretch(Subject subject, bool slides);

}  // namespace brood
