// What markdown, GitHub and GitLab take for more than text.
#pragma once

#include <string_view>

namespace brood {

// Markup, where it stands in a line; an entity of HTML takes its meaning away.
bool is_markdown_sign(char c);

// Whether something in the text could become a link, a mention, a reference or an emoji after markdown was
// read, which entities do not prevent; or whether it begins as a list, a heading or a rule does. Rather true
// once too often.
bool may_refer(std::string_view text);

}  // namespace brood
