#include "runner/core/address.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "runner/core/text.hpp"

namespace brood {
namespace {

constexpr std::array<std::string_view, 3> kPlaces = {"{url}", "{host}", "{port}"};

// Empty if there is none.
std::string_view take_host(std::string_view& rest) {
  const bool bracketed = rest.starts_with('[');  // IPv6
  const std::size_t begin = bracketed ? 1 : 0;
  const std::size_t end = std::min(bracketed ? rest.find(']') : rest.find_first_of(":/?#"), rest.size());
  if (bracketed && end == rest.size()) return {};
  const std::string_view host = rest.substr(begin, end - begin);
  rest.remove_prefix(end + begin);
  return host;
}

bool take_port(std::string_view& rest, std::uint16_t& port) {
  if (!rest.starts_with(':')) return true;
  const char* const end = rest.data() + rest.size();
  const auto [at, error] = std::from_chars(rest.data() + 1, end, port);
  if (error != std::errc{} || port == 0) return false;
  rest.remove_prefix(static_cast<std::size_t>(at - rest.data()));
  return true;
}

}  // namespace

Address loopback_address(std::uint16_t port) {
  return {"http://127.0.0.1:" + std::to_string(port), "127.0.0.1", port};
}

Expected<Address> parse_address(std::string_view url) {
  const Error mistake{in_quotes(url) + " is not a URL such as http://127.0.0.1:8080"};
  Address address;
  std::string_view rest = url;
  if (rest.starts_with("http://")) {
    rest.remove_prefix(7);
    address.port = 80;
  } else if (rest.starts_with("https://")) {
    rest.remove_prefix(8);
    address.port = 443;
  } else {
    return mistake;
  }
  address.host = take_host(rest);
  if (address.host.empty() || address.host.find_first_of(" @") != std::string::npos) return mistake;
  if (!take_port(rest, address.port)) return mistake;
  if (!rest.empty() && rest.find_first_of("/?#") != 0) return mistake;
  address.url = url;
  while (address.url.back() == '/') address.url.pop_back();
  return address;
}

bool mentions_address(std::string_view text) {
  for (const std::string_view place : kPlaces) {
    if (text.find(place) != std::string_view::npos) return true;
  }
  return false;
}

std::string fill_in_address(std::string_view text, const Address& address) {
  const std::array<std::string, 3> values = {address.url, address.host, std::to_string(address.port)};
  std::string filled;
  while (!text.empty()) {
    std::size_t which = 0;
    while (which < kPlaces.size() && !text.starts_with(kPlaces[which])) ++which;
    if (which < kPlaces.size()) filled += values[which];
    else filled += text.front();
    text.remove_prefix(which < kPlaces.size() ? kPlaces[which].size() : 1);
  }
  return filled;
}

}  // namespace brood
