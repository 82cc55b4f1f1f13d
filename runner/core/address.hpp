// Where the system under test listens, and how that gets into commands, arguments and variables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runner/core/expected.hpp"

namespace brood {

struct Address {
  std::string url;  // as given, without a trailing slash
  std::string host;
  std::uint16_t port = 0;
  bool operator==(const Address&) const = default;
};

Address loopback_address(std::uint16_t port);

// Takes "http://shop:8080/base" apart; the scheme is http or https, and gives the port where none is written.
Expected<Address> parse_address(std::string_view url);

// Whether `text` has a {url}, {host} or {port}.
bool mentions_address(std::string_view text);

// `text` with each {url}, {host} and {port} replaced. Every other brace is left alone.
std::string fill_in_address(std::string_view text, const Address& address);

}  // namespace brood
