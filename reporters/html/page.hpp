// What all pages are made of: one file with all that it needs, which asks nothing of any network. Text of a
// run is only ever shown as text. Where scripts are off there is a summary instead.
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>

#include "reporters/html/page_asset.hpp"

namespace brood {

struct Page {
  PageKind kind;
  std::string title;    // text, on one line
  std::string summary;  // text, for where scripts are off
  nlohmann::ordered_json data;
};

void write_page(const Page& page, std::ostream& out);

// For text between tags and for quoted attributes.
std::string html_escaped(std::string_view text);
// JSON that cannot end the script element which it stands in. Precondition: `json` is JSON.
std::string script_escaped(std::string_view json);

}  // namespace brood
