#include "runner/core/load_shape.hpp"

#include <algorithm>
#include <cmath>

#include "runner/core/text.hpp"

namespace brood {

namespace {

double seconds_of(Nanos time) { return static_cast<double>(time.count()) / 1e9; }

// Rounded up: at the time that is returned the amount has been reached.
Nanos nanos_of(double seconds) { return Nanos(static_cast<std::int64_t>(std::ceil(seconds * 1e9 - 1e-3))); }

constexpr double kLongest = 3e8;  // seconds; ten years are refused everywhere

// An arrival that is due when there is no more load does not come.
constexpr double kJustAfter = 1e-9;

// A straight piece: `level` at its beginning, growing by `slope` a second.
struct Piece {
  double level;
  double slope;
  double at(double t) const { return level + slope * t; }
  double amount(double t) const { return (level + slope * t / 2) * t; }
  // The smaller root of amount(t) == wanted, in the form that does not cancel. Precondition: there is one.
  double when(double wanted) const {
    return 2 * wanted / (level + std::sqrt(std::max(0.0, level * level + 2 * slope * wanted)));
  }
};

// Calls visit(piece, begin, length) for each stage, in seconds, until it returns false; last for what comes
// after all stages, with an infinite length.
template <class Visit>
void for_each_piece(const std::vector<Stage>& stages, Visit visit) {
  double level = 0;
  double begin = 0;
  for (const Stage& stage : stages) {
    const double length = seconds_of(stage.length);
    const double slope = length > 0 ? (stage.level - level) / length : 0;
    if (length > 0 && !visit(Piece{level, slope}, begin, length)) return;
    level = stage.level;
    begin += length;
  }
  visit(Piece{level, 0}, begin, HUGE_VAL);
}

}  // namespace

Nanos LoadShape::length() const {
  Nanos length{};
  for (const Stage& stage : stages_) length += stage.length;
  return length;
}

double LoadShape::peak() const {
  double peak = 0;
  for (const Stage& stage : stages_) peak = std::max(peak, stage.level);
  return peak;
}

double LoadShape::level(Nanos elapsed) const {
  const double t = seconds_of(elapsed);
  double level = 0;
  for_each_piece(stages_, [&](const Piece& piece, double begin, double length) {
    level = piece.at(std::min(t - begin, length));
    return t >= begin + length;
  });
  return elapsed < Nanos::zero() ? 0 : level;
}

double LoadShape::amount(Nanos elapsed) const {
  const double t = std::max(0.0, seconds_of(elapsed));
  double amount = 0;
  for_each_piece(stages_, [&](const Piece& piece, double begin, double length) {
    amount += piece.amount(std::min(t - begin, length));
    return t >= begin + length;
  });
  return amount;
}

std::optional<Nanos> LoadShape::when(double amount) const {
  if (amount <= 0) return Nanos::zero();
  std::optional<Nanos> found;
  double before = 0;
  for_each_piece(stages_, [&](const Piece& piece, double begin, double length) {
    const double here = std::isinf(length) ? (piece.level > 0 ? HUGE_VAL : 0) : piece.amount(length);
    if (before + here < amount) {
      before += here;
      return true;
    }
    const double t = begin + piece.when(amount - before);
    if (t < kLongest) found = nanos_of(t);
    return false;
  });
  return found;
}

LoadShape LoadShape::with_length(Nanos length) const {
  const double factor = seconds_of(length) / seconds_of(this->length());
  LoadShape scaled = *this;
  for (Stage& stage : scaled.stages_) stage.length = nanos_of(seconds_of(stage.length) * factor);
  return scaled;
}

LoadShape LoadShape::with_peak(double peak) const {
  const double factor = peak / this->peak();
  LoadShape scaled = *this;
  for (Stage& stage : scaled.stages_) stage.level *= factor;
  return scaled;
}

ArrivalPlan::ArrivalPlan(LoadShape rate, Arrivals arrivals, std::uint64_t seed)
    : rate_(std::move(rate)), arrivals_(arrivals), random_(seed) {
  // The first of even arrivals comes at once, as the first user of a closed model does.
  if (arrivals_ == Arrivals::poisson) amount_ = gap();
  next_ = rate_.when(amount_ + kJustAfter);
}

void ArrivalPlan::pop() {
  ++taken_;
  amount_ += gap();
  next_ = rate_.when(amount_ + kJustAfter);
}

double ArrivalPlan::gap() {
  if (arrivals_ == Arrivals::constant) return 1;
  const double unit = static_cast<double>(random_() >> 11) * 0x1p-53;  // [0, 1)
  return -std::log1p(-unit);
}

Expected<double> parse_rate(std::string_view text) {
  const Error error{in_quotes(text) + " is not a rate; write it as in 200/s, 1200/m or 30/h"};
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return error;
  const Expected<double> number = parse_number(text.substr(0, slash));
  const std::string_view unit = text.substr(slash + 1);
  const double span = unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
  if (!number || span == 0) return error;
  if (*number < 0 || *number / span > 1e9)
    return Error{in_quotes(text) + " is not between 0 and 1000000000 a second"};
  return *number / span;
}

std::string format_rate(double per_second) { return format_number(per_second) + "/s"; }

namespace {

struct Level {
  double value = 0;
  bool rate = false;
};

Expected<Level> parse_level(std::string_view text) {
  if (text.find('/') != std::string_view::npos) {
    const Expected<double> rate = parse_rate(text);
    if (!rate) return rate.error();
    return Level{*rate, true};
  }
  const Expected<double> users = parse_number(text);
  if (!users || *users < 0 || *users > 1e6 || *users != std::floor(*users))
    return Error{in_quotes(text) + " is neither a number of users, as in 50, nor a rate, as in 50/s"};
  return Level{*users, false};
}

}  // namespace

Expected<Stages> parse_stages(std::string_view text) {
  constexpr std::size_t kMostStages = 10'000;
  Stages stages;
  std::vector<Stage> list;
  Nanos total{};
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::string_view piece = text.substr(begin, text.find(',', begin) - begin);
    begin += piece.size() + 1;
    const std::size_t colon = piece.find(':');
    if (colon == std::string_view::npos)
      return Error{in_quotes(piece) + " is not a stage; write stages as in 10s:50,1m:50,10s:0"};
    const Expected<Nanos> length = parse_duration(piece.substr(0, colon));
    if (!length) return length.error();
    total += *length;  // of two at most ten years long
    if (total > kLongestDuration || list.size() == kMostStages)
      return Error{in_quotes(text) + " is too long: the limits are 10 years (87600h) and " +
                   std::to_string(kMostStages) + " stages"};
    const Expected<Level> level = parse_level(piece.substr(colon + 1));
    if (!level) return level.error();
    if (!list.empty() && stages.open != level->rate)
      return Error{"in " + in_quotes(text) + " some stages are numbers of users and some are rates"};
    stages.open = level->rate;
    list.push_back({*length, level->value});
  }
  stages.shape = LoadShape(std::move(list));
  if (stages.shape.length() == Nanos::zero()) return Error{in_quotes(text) + " takes no time at all"};
  if (stages.shape.peak() == 0) return Error{in_quotes(text) + " never has any load"};
  return stages;
}

Stages steady_rate(double per_second) { return {LoadShape({{Nanos::zero(), per_second}}), true}; }

Expected<Arrivals> parse_arrivals(std::string_view text) {
  for (const Arrivals arrivals : {Arrivals::constant, Arrivals::poisson})
    if (text == to_string(arrivals)) return arrivals;
  return Error{in_quotes(text) + " is not how arrivals are spaced; give constant or poisson"};
}

std::string_view to_string(Arrivals arrivals) {
  return arrivals == Arrivals::poisson ? "poisson" : "constant";
}

std::string format_stages(const Stages& stages) {
  std::string text;
  for (const Stage& stage : stages.shape.stages()) {
    if (!text.empty()) text += ',';
    text += format_duration(stage.length) + ':';
    text += stages.open ? format_rate(stage.level) : format_number(stage.level);
  }
  return text;
}

}  // namespace brood
