#include <curl/curl.h>

#include "brood/http_options.hpp"

namespace brood {

namespace {

std::string escaped(std::string_view text) {
  // RFC 3986: what is unreserved stays.
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= 'a' && byte <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else (out += '%') += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

}  // namespace

Body text(std::string content, std::string content_type) {
  return {.content = std::move(content), .content_type = std::move(content_type)};
}

Body form(const std::vector<std::pair<std::string_view, std::string_view>>& fields) {
  Body body{.content_type = "application/x-www-form-urlencoded"};
  for (const auto& [name, value] : fields) {
    if (!body.content.empty()) body.content += '&';
    body.content += escaped(name) + '=' + escaped(value);
  }
  return body;
}

Body multipart(std::vector<Part> parts) { return {.parts = std::move(parts)}; }

Body file(std::string path, std::string content_type) {
  return {.content_type = std::move(content_type), .file = std::move(path)};
}

}  // namespace brood
