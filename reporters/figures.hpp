// Figures of a row, by the name that the metric table gives them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runner/core/metric_table.hpp"

namespace brood {

// Precondition of all: there is a row metric of that name, see metric_named().
// Times to the nanosecond, rates and ratios to nine digits: what a person reads and what files hold are
// rounded from one value, so that they never differ in a digit.
std::optional<double> figure(const Result& result, const Row& row, std::string_view metric);
// For a person; "-" for no data.
std::string figure_text(const Result& result, const Row& row, std::string_view metric);
// For a file, in milliseconds; `without_data` for no data. Precondition also: it is a time.
std::string ms_text(const Result& result, const Row& row, std::string_view metric,
                    const std::string& without_data);

// Milliseconds to the nanosecond.
double in_ms(double seconds);
// Rounded to so many significant digits: three of them hold wherever the value is shown.
double rounded(double value, int digits = 9);

}  // namespace brood
