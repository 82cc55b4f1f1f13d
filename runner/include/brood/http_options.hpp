// What can be said about an HTTP request and about the session that it belongs to. Plain values.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brood {

using Header = std::pair<std::string, std::string>;
using Headers = std::vector<Header>;

// One part of a multipart body.
struct Part {
  std::string name;
  std::string content{};
  std::string file{};          // path of a file that is sent instead of `content`
  std::string content_type{};  // empty: none is said
};

// The body of a request, made by one of the functions below.
struct Body {
  std::string content{};
  std::string content_type{};
  std::string file{};         // path of a file that is sent instead of `content`
  std::vector<Part> parts{};  // not empty: multipart/form-data
};

Body text(std::string content, std::string content_type = "text/plain; charset=utf-8");
// "a=1&b=x%20y"
Body form(const std::vector<std::pair<std::string_view, std::string_view>>& fields);
Body multipart(std::vector<Part> parts);
Body file(std::string path, std::string content_type = "application/octet-stream");

// User and password, sent as HTTP Basic or, where the server asks for it, Digest.
struct Auth {
  std::string user;
  std::string password;
};

// How a session's connections are secured. Servers are verified unless `insecure` is said by name.
struct Tls {
  std::string ca_file{};      // PEM; empty: the machine's own
  std::string certificate{};  // PEM, of the client
  std::string key{};          // PEM
  std::string key_password{};
  bool insecure = false;
};

enum class HttpVersion { automatic, http1, http2, http2_without_upgrade };

// Of one request.
struct RequestOptions {
  std::string_view name{};  // in the results; empty: the URL's path, with ids replaced by ":id"
  Headers headers{};        // besides the session's; one of the same name replaces it
  std::optional<std::chrono::milliseconds> timeout{};
  std::optional<bool> follow_redirects{};
  std::optional<Auth> auth{};
};

// Of all requests of one user.
struct HttpSettings {
  std::string base_url{};  // stands before URLs that begin with "/"; --host or the SUT's URL
  Headers headers{};
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(10);
  std::chrono::milliseconds timeout{};  // of a whole request; 0: none but the task's
  bool follow_redirects = true;
  int max_redirects = 30;
  bool keep_alive = true;
  bool cookies = true;
  bool compressed = true;  // asks for what libcurl can unpack
  HttpVersion version = HttpVersion::automatic;
  std::optional<Auth> auth{};
  Tls tls{};
  std::string proxy{};  // as libcurl takes it: "http://host:port", "socks5h://..."; "" : the environment's
  std::string unix_socket{};                     // path of a socket that all connections go to
  std::size_t max_body = std::size_t{16} << 20;  // bytes of an answer that are kept; the rest is only counted
};

}  // namespace brood
