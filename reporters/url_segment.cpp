#include "reporters/url_segment.hpp"

namespace brood {

std::string url_segment(std::string_view text) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr const char* kHex = "0123456789ABCDEF";
  std::string segment;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kUnreserved.find(c) != std::string_view::npos) segment += c;
    else segment += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return segment;
}

}  // namespace brood
