// The headers of an answer, as lines.
#pragma once

#include <string_view>

#include "brood/http_options.hpp"

namespace brood::agent {

// `lines` end with a line feed each; those that are no header are left out.
Headers parse_headers(std::string_view lines);
// The value of the first of that name, in any case; empty if there is none.
std::string_view find_header(std::string_view lines, std::string_view name);

}  // namespace brood::agent
