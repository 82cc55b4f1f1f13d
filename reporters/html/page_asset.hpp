// The page without its data: reporters/html/page.html with its styles and scripts in it, put together when
// Brood is built.
#pragma once

#include <string_view>

namespace brood {
std::string_view page_asset();
}
