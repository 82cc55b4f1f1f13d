// A trend for people who read text: a table of each scenario's runs, on the console and in markdown.
#pragma once

#include <ostream>

#include "reporters/console.hpp"
#include "reporters/trend/trend.hpp"

namespace brood {

void write_trend_text(const Trend& trend, const ConsoleStyle& style, std::ostream& out);
// At most kMaxMarkdown bytes; what does not fit is counted.
void write_trend_markdown(const Trend& trend, std::ostream& out);

}  // namespace brood
