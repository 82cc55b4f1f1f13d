#include "runner/core/request_name.hpp"

#include <algorithm>
#include <cstring>

namespace brood {
namespace {

constexpr std::size_t kShortestHexId = 12;

bool is_decimal(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_decimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

bool is_id(std::string_view segment) {
  if (segment.empty() || !is_hex(segment.front())) return false;  // most words
  std::size_t decimals = 0, hexes = 0;
  for (const char c : segment) {
    decimals += is_decimal(c);
    hexes += is_hex(c);
  }
  if (decimals == segment.size()) return true;
  if (hexes == segment.size()) return hexes >= kShortestHexId && decimals > 0;
  return hexes == 32 && is_uuid(segment);
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_web(std::string_view scheme) {
  for (const std::string_view known : {"http", "https", "ws", "wss"})
    if (equals_ignoring_case(scheme, known)) return true;
  return false;
}

// Neither string_view::substr, which may throw and so needs the C++ run-time library, nor its find_first_of,
// which calls memchr for every character.
std::string_view from(std::string_view text, std::size_t start) {
  text.remove_prefix(std::min(start, text.size()));
  return text;
}
std::string_view before(std::string_view text, std::string_view any_of) {
  const char* const end = std::find_if(text.begin(), text.end(), [any_of](char c) {
    for (const char stop : any_of)
      if (c == stop) return true;
    return false;
  });
  return {text.data(), static_cast<std::size_t>(end - text.begin())};
}

class Writer {
 public:
  Writer(char* out, std::size_t capacity) : out_(out), capacity_(capacity) {}

  void add(std::string_view text) {
    const std::size_t fits = std::min(text.size(), capacity_ - size_);
    if (fits > 0) std::memcpy(out_ + size_, text.data(), fits);
    size_ += fits;
  }
  std::size_t size() const { return size_; }

 private:
  char* out_;
  std::size_t capacity_;
  std::size_t size_ = 0;
};

}  // namespace

namespace {

// Takes scheme and host away, and names a scheme that is not the web's.
std::string_view path_of(std::string_view url, Writer& name) {
  const std::string_view place = before(url, "?#");
  const std::size_t scheme = place.find("://");
  if (scheme != std::string_view::npos && place.find('/') > scheme) {
    const std::string_view word(url.data(), scheme);
    if (!is_web(word)) {
      name.add(word);
      name.add(":");
    }
    url = from(url, scheme + 3);
  } else if (!place.empty() && place.front() == '/') {
    return url;
  }
  return from(url, before(url, "/?#").size());
}

}  // namespace

std::size_t request_path(std::string_view url, char* out, std::size_t capacity) {
  Writer name(out, capacity);
  const std::string_view path = before(path_of(url, name), "#");
  if (path.empty() || path.front() != '/') name.add("/");
  name.add(path);
  return name.size();
}

std::size_t request_name(std::string_view url, char* out, std::size_t capacity) {
  Writer name(out, capacity);
  std::string_view rest = before(path_of(url, name), "?#");
  if (rest.empty()) name.add("/");

  while (!rest.empty()) {
    name.add("/");
    rest.remove_prefix(1);
    const std::string_view segment = before(rest, "/");
    name.add(is_id(segment) ? std::string_view(":id") : segment);
    rest = from(rest, segment.size());
  }
  return name.size();
}

}  // namespace brood
