#include "runner/agent/scenario/shape.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "runner/agent/scenario/exception_text.hpp"

namespace brood {

namespace {

std::optional<Shape>& the_shape() {
  static std::optional<Shape> shape;
  return shape;
}

}  // namespace

const Shape& shape(Function<Level(seconds)> level) {
  the_shape() = Shape{std::move(level)};
  return *the_shape();
}

namespace agent {

namespace {

constexpr double kDay = 86'400;

double step_of(double run_time) { return run_time == 0 ? 1 : std::max(0.1, run_time / 6000); }

// Adds a stage, or makes the last one longer if it goes on as it went.
void extend(std::vector<channel::ShapeStage>& stages, double length, double level) {
  if (stages.size() >= 2) {
    channel::ShapeStage& last = stages.back();
    const double before = stages[stages.size() - 2].level;
    const double slope = last.length > 0 ? (last.level - before) / last.length : NAN;
    if (std::abs(slope - (level - last.level) / length) < 1e-9) {
      last = {last.length + length, level};
      return;
    }
  }
  stages.push_back({length, level});
}

}  // namespace

const Shape* own_shape() { return the_shape() ? &*the_shape() : nullptr; }

SampledShape sample(const Shape& shape, double run_time) {
  SampledShape sampled;
  const double step = step_of(run_time);
  const double end = run_time == 0 ? kDay : run_time;
  std::optional<Level::Kind> kind;
  const auto steps = static_cast<std::uint64_t>(std::llround(end / step));
  for (std::uint64_t i = 0; i <= steps; ++i) {
    const double time = static_cast<double>(i) * step;
    Level level;
    try {
      level = shape.level(seconds(time));
    } catch (...) {
      sampled.problem = "brood::shape() at " + std::to_string(time) + " s: " + describe_exception();
      return sampled;
    }
    if (level.kind == Level::Kind::end) {
      if (time > 0) extend(sampled.stages, step, sampled.stages.back().level);
      break;
    }
    if (kind.value_or(level.kind) != level.kind)
      sampled.problem = "brood::shape() says users at one time and arrivals at another";
    if (!(level.value >= 0 && level.value <= 1e6))
      sampled.problem =
          "brood::shape() says " + std::to_string(level.value) + " at " + std::to_string(time) + " s";
    if (!sampled.problem.empty()) return sampled;
    kind = level.kind;
    sampled.peak = std::max(sampled.peak, level.value);
    if (i == 0) sampled.stages.push_back({0, level.value});
    else extend(sampled.stages, step, level.value);
  }
  sampled.open = kind == Level::Kind::arrivals;
  if (sampled.peak == 0) sampled.problem = "brood::shape() never has any load";
  return sampled;
}

}  // namespace agent
}  // namespace brood
