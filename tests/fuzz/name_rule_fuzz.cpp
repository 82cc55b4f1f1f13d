// A name rule, and the path behind its first line.
#include <algorithm>

#include "runner/core/name_rule.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const Expected<NameRule> rule = parse_name_rule(text.substr(0, end));
  if (rule) rule->name(text.substr(std::min(end + 1, text.size())));
  else expect(!rule.error().message.empty(), "no reason");
}

}  // namespace brood
