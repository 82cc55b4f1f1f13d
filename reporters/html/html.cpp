#include "reporters/html/html.hpp"

#include <sstream>

#include "reporters/console.hpp"
#include "reporters/html/page.hpp"
#include "reporters/html/page_data.hpp"
#include "reporters/printable.hpp"

namespace brood {

void write_html(const Result& result, std::ostream& out) {
  std::ostringstream summary;
  write_summary(result, {}, ConsoleStyle{}, summary);
  write_page({PageKind::run, one_line(result.header.scenario.name), summary.str(), page_data(result)}, out);
}

}  // namespace brood
