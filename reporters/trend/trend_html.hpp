// A trend as a page, a dashboard that needs no server; see html/page.hpp.
#pragma once

#include <ostream>

#include "reporters/trend/trend.hpp"

namespace brood {
void write_trend_html(const Trend& trend, std::ostream& out);
}  // namespace brood
