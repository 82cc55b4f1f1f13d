// Patterns of names as a shell has them, of tasks, requests and tests alike.
#pragma once

#include <string_view>

namespace brood {

// Over the whole text: `*` is any run of characters, `?` is one (of UTF-8). Goes over the text once: no
// pattern makes it look back, so a name of twice the length takes twice the time.
bool glob_match(std::string_view pattern, std::string_view text);

}  // namespace brood
