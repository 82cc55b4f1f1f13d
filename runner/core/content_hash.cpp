#include "runner/core/content_hash.hpp"

namespace brood {

ContentHash& ContentHash::add(std::string_view piece) {
  constexpr std::uint64_t kPrime = 0x100000001b3;
  const auto take = [this](unsigned char byte) { value_ = (value_ ^ byte) * kPrime; };
  for (const char c : std::to_string(piece.size()) + ':') take(static_cast<unsigned char>(c));
  for (const char c : piece) take(static_cast<unsigned char>(c));
  return *this;
}

std::string ContentHash::text() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += kDigits[(value_ >> shift) & 15];
  return digits;
}

}  // namespace brood
