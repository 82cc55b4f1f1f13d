#pragma once

#include <httplib.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace shop {

struct Reply {
  int status = 200;
  nlohmann::json body;
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// A reply that says what is wrong: {"error": "..."}.
Reply problem(int status, const std::string& text);

using Request = httplib::Request;
using Handler = std::function<Reply(const Request&)>;

// HTTP and JSON on 127.0.0.1. Serves up to `connections` keep-alive connections at once; more of them wait.
// Handlers run on many threads. A path is an ECMAScript regular expression; its groups are in
// Request::matches.
class WebServer {
 public:
  explicit WebServer(std::size_t connections);

  void get(const std::string& path, Handler handler);
  void post(const std::string& path, Handler handler);
  void del(const std::string& path, Handler handler);

  // Binds the port, or any free one for 0. Returns the port, or nothing when it is taken.
  std::optional<int> bind(int port);
  // Serves until another thread calls stop(); an idle connection can delay its return by 5 s.
  void run();
  void stop();

  // Since the start; without /health and /metrics, so that watching does not change the count.
  [[nodiscard]] std::uint64_t requests() const { return requests_; }

 private:
  void count(const Request& request, httplib::Response& response);

  httplib::Server server_;
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<bool> ended_{false};
  int listener_ = -1;
};

}  // namespace shop
