// report.html: a page for people that needs nothing but a browser.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "runner/core/result.hpp"

namespace brood {

// One file with all that it needs, which asks nothing of any network. Text of the run is only ever shown as
// text. Where scripts are off there is the console's summary instead.
void write_html(const Result& result, std::ostream& out);

// For text between tags and for quoted attributes.
std::string html_escaped(std::string_view text);
// JSON that cannot end the script element which it stands in. Precondition: `json` is JSON.
std::string script_escaped(std::string_view json);

}  // namespace brood
