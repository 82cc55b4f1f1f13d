// Names of files and runs in links.
#pragma once

#include <string>
#include <string_view>

namespace brood {

// `text` as one segment of an address: everything but unreserved characters is percent-encoded.
std::string url_segment(std::string_view text);

}  // namespace brood
