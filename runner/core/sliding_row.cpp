#include "runner/core/sliding_row.hpp"

namespace brood {

void SlidingRow::push(Nanos begin, const Row& row) {
  parts_.push_back({begin, row.passed, row.failed, row.skipped, row.abandoned, row.in_time, row.redirects,
                    row.bytes_in, row.bytes_out, row.phases});
  latency_.push(row.latency, total_.latency);
  failed_latency_.push(row.failed_latency, total_.failed_latency);
  wait_.push(row.wait, total_.wait);
  add_up(parts_.back());
}

void SlidingRow::drop_before(Nanos begin) {
  if (parts_.empty() || parts_.front().begin >= begin) return;
  while (!parts_.empty() && parts_.front().begin < begin) {
    parts_.pop_front();
    latency_.pop(total_.latency);
    failed_latency_.pop(total_.failed_latency);
    wait_.pop(total_.wait);
  }
  total_.passed = total_.failed = total_.skipped = total_.abandoned = total_.in_time = 0;
  total_.redirects = total_.bytes_in = total_.bytes_out = 0;
  total_.phases = {};
  for (const Part& part : parts_) add_up(part);
}

void SlidingRow::add_up(const Part& part) {
  total_.passed += part.passed;
  total_.failed += part.failed;
  total_.skipped += part.skipped;
  total_.abandoned += part.abandoned;
  total_.in_time += part.in_time;
  total_.redirects += part.redirects;
  total_.bytes_in += part.bytes_in;
  total_.bytes_out += part.bytes_out;
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) total_.phases[phase].merge(part.phases[phase]);
}

}  // namespace brood
