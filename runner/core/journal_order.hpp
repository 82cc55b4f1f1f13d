// The order that a run writes its records in. A journal of which a line is missing, repeated or in another
// place breaks it, mostly.
#pragma once

#include <string>

#include "runner/core/interval.hpp"
#include "runner/core/result.hpp"

namespace brood {

inline constexpr char kAfterFooter[] = "comes after the footer";

class JournalOrder {
 public:
  // Each takes the next record of its kind, after the header, and answers what is wrong with its place: the
  // rest of a sentence that begins with the line, or nothing.
  std::string header();
  std::string tasks();
  std::string interval(const Interval& interval);
  std::string comparison();
  std::string footer(const RunFooter& footer);
  // Of a kind that may stand anywhere before the footer.
  std::string any() const;

  // Whether the footer was there.
  bool is_over() const { return is_over_; }

 private:
  bool has_tasks_ = false;
  bool has_intervals_ = false;
  bool has_comparison_ = false;
  bool drains_ = false;
  bool is_over_ = false;
  Nanos load_end_{};  // of the last interval before the drain
  Nanos end_{};       // of the last interval
};

}  // namespace brood
