// Whether something is still what it was. Against accidents, not against attackers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace brood {

// Of a text that is added piece by piece; ("ab", "c") and ("a", "bc") differ. 64 bits, FNV-1a.
class ContentHash {
 public:
  ContentHash& add(std::string_view piece);
  // 16 hexadecimal digits.
  std::string text() const;

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

}  // namespace brood
