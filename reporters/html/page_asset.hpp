// Pages without their data, put together when Brood is built: reporters/html/page.html with styles and
// Chart.js in it, and the scripts of each page.
#pragma once

#include <cstdint>
#include <string_view>

namespace brood {

enum class PageKind : std::uint8_t {
  run,      // report.html
  compare,  // runs side by side
  trend     // the last runs of a folder
};

std::string_view page_shell();
std::string_view page_scripts(PageKind kind);

}  // namespace brood
