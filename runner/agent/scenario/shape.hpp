// The load that a scenario itself asks for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "brood/shape.hpp"
#include "runner/channel/messages.hpp"

namespace brood::agent {

// What brood::shape() was given; null if it was not called.
const Shape* own_shape();

// A shape as stages, between which levels move evenly.
struct SampledShape {
  std::vector<channel::ShapeStage> stages;
  bool open = false;    // levels are arrivals a second
  double peak = 0;      // the highest level
  std::string problem;  // why it is none; empty: it is one
};
// `run_time`: seconds; 0: until the shape says end(), at most a day.
SampledShape sample(const Shape& shape, double run_time);

}  // namespace brood::agent
