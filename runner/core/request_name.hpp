#pragma once

#include <cstddef>
#include <string_view>

namespace brood {

// Writes the name under which requests to `url` are counted together, and returns its length, at most
// `capacity`; what does not fit is cut off. Allocates nothing and writes no terminating zero.
//
//   http://host/items/42?page=2#top  ->  /items/:id
//   host:8080/items, /items          ->  /items (a text without scheme that does not start with / starts with
//   a host) ftp://host/pub/a, file:///tmp/a  ->  ftp:/pub/a, file:/tmp/a (http, https, ws and wss are left
//   out) http://host                      ->  /
//
// A path segment becomes ":id" when it is a decimal number, a UUID, or a hex number of at least 12 digits one
// of which is decimal (so that words such as "deadbeefcafe" stay). Percent-encoding is kept as it is.
std::size_t request_name(std::string_view url, char* out, std::size_t capacity);

// Likewise, but the path and query as they are: http://host/items/42?page=2#top -> /items/42?page=2
std::size_t request_path(std::string_view url, char* out, std::size_t capacity);

}  // namespace brood
