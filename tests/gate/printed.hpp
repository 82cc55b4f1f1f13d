// Numbers of the worked examples, compared to the digits that they are printed with.
#pragma once

#include <gmock/gmock.h>

#include <cmath>
#include <string>

namespace brood::testing {

// Half a unit of the last printed digit: 0.005 for "1.25", 5e-9 for "1.25e-6".
inline double half_of_last_digit(const std::string& text) {
  const std::size_t point = text.find('.');
  const std::size_t power = text.find('e');
  const std::string digits = text.substr(0, power);
  const auto decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  const int exponent = power == std::string::npos ? 0 : std::stoi(text.substr(power + 1));
  return 0.5 * std::pow(10.0, exponent - decimals);
}

MATCHER_P(Prints, text, "prints as " + std::string(text)) {
  // A little more: a tie may be rounded either way.
  return std::abs(arg - std::stod(text)) <= half_of_last_digit(text) * 1.001;
}

}  // namespace brood::testing
