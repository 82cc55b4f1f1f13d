#include "reporters/trend/trend_html.hpp"

#include <sstream>

#include "reporters/html/page.hpp"
#include "reporters/trend/trend_json.hpp"
#include "reporters/trend/trend_text.hpp"

namespace brood {

void write_trend_html(const Trend& trend, std::ostream& out) {
  std::ostringstream summary;
  write_trend_text(trend, ConsoleStyle{}, summary);
  write_page({PageKind::trend, "Trend of load tests", summary.str(), trend_to_json(trend)}, out);
}

}  // namespace brood
