// How much load there is at what time: a pure function of the time since the start.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "runner/core/units.hpp"

namespace brood {

// Within a stage the level moves evenly from the one before it to its own. A stage without length is a jump.
struct Stage {
  Nanos length{};
  double level = 0;
  bool operator==(const Stage&) const = default;
};

// A level over time, made of stages; it begins at 0 and stays at the last stage's level. What a level is
// (users, or arrivals a second) is the owner's matter.
class LoadShape {
 public:
  LoadShape() = default;
  // Preconditions: lengths and levels are not negative, levels are finite.
  explicit LoadShape(std::vector<Stage> stages) : stages_(std::move(stages)) {}

  const std::vector<Stage>& stages() const { return stages_; }
  Nanos length() const;
  double peak() const;
  double level(Nanos elapsed) const;
  // The level summed up over time, in level-seconds: for a rate a second, how many arrivals by then.
  double amount(Nanos elapsed) const;
  // When the amount is reached first; nothing if it never is.
  std::optional<Nanos> when(double amount) const;
  // The same form over another length or with another peak. Preconditions: its own is above 0.
  LoadShape with_length(Nanos length) const;
  LoadShape with_peak(double peak) const;

  bool operator==(const LoadShape&) const = default;

 private:
  std::vector<Stage> stages_;
};

// How arrivals of an open model are spaced: evenly, or as independent people come (a Poisson process).
enum class Arrivals : std::uint8_t { constant, poisson };

// The intended starts of an open model, one after another.
class ArrivalPlan {
 public:
  ArrivalPlan(LoadShape rate, Arrivals arrivals, std::uint64_t seed);

  // The next arrival that was not taken yet; nothing when no more will come.
  std::optional<Nanos> peek() const { return next_; }
  void pop();
  std::uint64_t taken() const { return taken_; }

 private:
  double gap();

  LoadShape rate_;
  Arrivals arrivals_;
  std::mt19937_64 random_;
  double amount_ = 0;
  std::uint64_t taken_ = 0;
  std::optional<Nanos> next_;
};

// What --stages says: levels of users, "10s:50,1m:50,10s:0", or of arrivals, "10s:50/s,1m:50/s".
struct Stages {
  LoadShape shape;
  bool open = false;  // levels are arrivals a second
  bool operator==(const Stages&) const = default;
};
Expected<Stages> parse_stages(std::string_view text);
std::string format_stages(const Stages& stages);
// Always the same number of arrivals a second; without length.
Stages steady_rate(double per_second);

Expected<Arrivals> parse_arrivals(std::string_view text);
std::string_view to_string(Arrivals arrivals);

// Arrivals a second: "200/s", "1200/m", "0.5/h". Above 0.
Expected<double> parse_rate(std::string_view text);
std::string format_rate(double per_second);

}  // namespace brood
