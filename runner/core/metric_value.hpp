// What a metric measures in, and how such a value is written and read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runner/core/expected.hpp"

namespace brood {

// Base units, in which values are computed with: seconds, a number, 0..1, per second, bytes.
enum class Unit : std::uint8_t { time, count, ratio, rate, bytes };

// For a person, three significant digits and counts in full: "14.3ms", "42", "0.5%", "120/s", "512MB".
std::string format_value(Unit unit, double value);

// In full: parse_value() reads what it returned once from this text as the same number.
std::string format_exact(Unit unit, double value);

// What is written for such a value: "a share needs %, such as 0.5%".
std::string_view accepted_value(Unit unit);

// A number and its unit, with or without space between: "250ms", "42", "0.5%", "100/s" (or /min, /h), "512MB"
// (B, KB, MB, GB, TB of 1000, KiB, MiB, GiB of 1024). Only 0 and counts go without a unit.
Expected<double> parse_value(Unit unit, std::string_view text);

}  // namespace brood
