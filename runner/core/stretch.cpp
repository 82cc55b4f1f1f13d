#include "runner/core/stretch.hpp"

#include <cassert>

#include "runner/core/sliding_row.hpp"
#include "runner/core/sliding_run.hpp"

namespace brood {
namespace {

class StretchOfRows : public Stretch {
 public:
  explicit StretchOfRows(bool slides) : slides_(slides) {}

  void add(Nanos begin, const Row& row) override {
    if (slides_) sliding_.push(begin, row);
    else sum_.merge(row);
  }
  void add(const Interval&, std::uint64_t) override { assert(false); }
  void drop_before(Nanos begin) override { sliding_.drop_before(begin); }
  void clear() override { sum_.clear(); }

  std::optional<double> value(const Metric& metric, Nanos length) override {
    Result part;
    part.footer.duration = length;
    return metric.get(part, slides_ ? &sliding_.total() : &sum_);
  }

 private:
  const bool slides_;
  SlidingRow sliding_;
  Row sum_;
};

class StretchOfRun : public Stretch {
 public:
  void add(Nanos, const Row&) override { assert(false); }
  void add(const Interval& second, std::uint64_t replaced_users) override {
    run_.push(second, replaced_users);
  }
  void drop_before(Nanos begin) override { run_.drop_before(begin); }
  void clear() override { run_ = {}; }

  std::optional<double> value(const Metric& metric, Nanos length) override {
    return metric.get(run_.total(length), nullptr);
  }

 private:
  SlidingRun run_;
};

}  // namespace

std::unique_ptr<Stretch> make_stretch(Subject subject, bool slides) {
  if (subject == Subject::sut || subject == Subject::run) return std::make_unique<StretchOfRun>();
  return std::make_unique<StretchOfRows>(slides);
}

}  // namespace brood
