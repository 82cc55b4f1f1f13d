#include "tests/support/http_server.hpp"

#include <arpa/inet.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace brood::test {

struct HttpServer::State {
  httplib::Server server;
  std::atomic<int> handled{0};
  int port = 0;
  std::thread thread;
};

namespace {

using httplib::Request;
using httplib::Response;

void on_any_method(httplib::Server& server, const std::string& pattern,
                   const httplib::Server::Handler& handler) {
  server.Get(pattern, handler).Post(pattern, handler).Put(pattern, handler).Patch(pattern, handler);
  server.Delete(pattern, handler);
}

void redirect(const Request& request, Response& response) {
  const int left = std::stoi(request.matches[1]) - 1;
  const std::string status = request.matches[2];
  const std::string next = left == 0 ? "/ok" : "/redirect/" + std::to_string(left) + "/" + status;
  response.set_redirect(next, std::stoi(status));
}

void echo(const Request& request, Response& response) {
  std::string text = request.method + ' ' + request.target + '\n';
  for (const auto& [name, value] : request.headers) text += name + ": " + value + '\n';
  text += '\n' + request.body;
  for (const auto& [name, part] : request.files)
    text += name + '=' + part.content + ';' + part.content_type + ';' + part.filename + '\n';
  response.set_content(text, "text/plain");
}

void challenge(const Request& request, Response& response) {
  if (request.has_header("Authorization")) return;
  response.status = 401;
  response.set_header("WWW-Authenticate", "Basic realm=\"test\"");
}

}  // namespace

HttpServer::HttpServer() : state_(std::make_unique<State>()) {
  httplib::Server& server = state_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(32); };
  server.set_keep_alive_max_count(1'000'000);
  server.set_tcp_nodelay(true);
  server.set_pre_routing_handler([this](const Request&, Response&) {
    ++state_->handled;
    return httplib::Server::HandlerResponse::Unhandled;
  });
  on_any_method(server, "/ok", [](const Request& q, Response& r) {
    r.set_header("X-Asked-With", q.method);
    r.set_content("hello", "text/plain");
  });
  on_any_method(server, R"(/status/(\d+))",
                [](const Request& q, Response& r) { r.status = std::stoi(q.matches[1]); });
  on_any_method(server, R"(/redirect/(\d+)/(\d+))", redirect);
  on_any_method(server, "/auth", challenge);
  on_any_method(server, R"(/slow/(\d+))", [](const Request& q, Response&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(q.matches[1])));
  });
  on_any_method(server, "/echo", echo);
  server.Get(R"(/bytes/(\d+))", [](const Request& q, Response& r) {
    r.set_content(std::string(std::stoul(q.matches[1]), 'x'), "application/octet-stream");
  });
  server.Get("/deep", [](const Request&, Response& r) {
    r.set_content(std::string(60'000, '[') + std::string(60'000, ']'), "application/json");
  });
  server.Get("/json", [](const Request&, Response& r) {
    r.set_content(R"({"items": [{"name": "pen", "price": 7}]})", "application/json");
  });
  server.Get(R"(/cookie/(\w+))", [](const Request& q, Response& r) {
    r.set_header("Set-Cookie", std::string(q.matches[1]) + "=yes; Path=/");
  });
  state_->port = server.bind_to_any_port("127.0.0.1");
  state_->thread = std::thread([this] { state_->server.listen_after_bind(); });
  while (!server.is_running()) std::this_thread::yield();  // else stop() could come too early
}

HttpServer::~HttpServer() {
  state_->server.stop();
  state_->thread.join();
}

std::string HttpServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(state_->port) + path;
}

int HttpServer::handled() { return state_->handled.exchange(0); }

std::string refused_url() {
  // A port that is bound but not listened at refuses, and nobody else gets it.
  static const int port = [] {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(socket, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0)
      std::abort();
    return static_cast<int>(ntohs(address.sin_port));
  }();
  return "http://127.0.0.1:" + std::to_string(port) + "/items";
}

}  // namespace brood::test
