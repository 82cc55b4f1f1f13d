// What files may say that nobody means: of a text that a reader takes, one that it may not.
#pragma once

#include <string>
#include <vector>

namespace brood::testing {

struct ExtremeText {
  std::string what;  // is extreme, and where
  std::string text;
  bool must_refuse = false;  // whatever the reader; others may say nothing wrong
};

// Of any text: empty, cut, with bytes of value 0, with a byte order mark, with other ends of lines, very
// deep.
std::vector<ExtremeText> extreme_texts(const std::string& good);

// Of lines that are JSON: every value as numbers beyond every kind, as another type, missing, there twice;
// every line missing, there twice, and in another order.
std::vector<ExtremeText> extreme_values(const std::string& good);

}  // namespace brood::testing
