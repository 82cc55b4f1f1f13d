#pragma once

#include <memory>
#include <string>

namespace brood::test {

// A real server on a free port of 127.0.0.1, which counts what it handled:
//   /ok            200 "hello", any method; HEAD, too
//   /status/N      status N
//   /redirect/N/S  status S to /redirect/(N-1)/S, in the end to /ok
//   /auth          401 with a Basic challenge, 200 when answered
//   /slow/N        200 after N ms
//   /echo          the request as it came: "METHOD path?query", a line for each header, an empty line, the
//                  body
//   /bytes/N       N bytes
//   /deep          JSON of 60,000 levels
//   /json          {"items": [{"name": "pen", "price": 7}]}
//   /cookie/NAME   sets a cookie of that name; /echo shows what comes back
class HttpServer {
 public:
  HttpServer();
  ~HttpServer();

  std::string url(const std::string& path) const;
  // Requests handled since the last call.
  int handled();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A URL at which nothing listens.
std::string refused_url();

}  // namespace brood::test
