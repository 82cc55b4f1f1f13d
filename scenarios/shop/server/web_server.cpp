#include "scenarios/shop/server/web_server.hpp"

#include <sys/socket.h>

#include <chrono>
#include <limits>
#include <thread>

namespace shop {
namespace {

constexpr auto kHost = "127.0.0.1";
constexpr int kBacklog = 1024;
constexpr std::time_t kIdleConnectionSeconds = 5;
constexpr std::size_t kLargestBody = 1 << 20;

void write(const Reply& reply, httplib::Response& response) {
  response.status = reply.status;
  for (const auto& [name, value] : reply.headers) response.set_header(name.c_str(), value);
  if (!reply.body.is_null()) response.set_content(reply.body.dump(), "application/json");
}

httplib::Server::Handler answer_with(Handler handler) {
  return [handler = std::move(handler)](const Request& request, httplib::Response& response) {
    write(handler(request), response);
  };
}

void answer_failure(const Request&, httplib::Response& response, const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    write(problem(500, error.what()), response);
  } catch (...) {
    write(problem(500, "unknown failure"), response);
  }
}

}  // namespace

Reply problem(int status, const std::string& text) { return {status, {{"error", text}}}; }

WebServer::WebServer(std::size_t connections) {
  // The library gives a connection a thread for as long as it is kept alive.
  server_.new_task_queue = [connections] { return new httplib::ThreadPool(connections); };
  server_.set_keep_alive_max_count(std::numeric_limits<std::size_t>::max());
  server_.set_keep_alive_timeout(kIdleConnectionSeconds);
  server_.set_payload_max_length(kLargestBody);
  // Header and body are two writes: with Nagle the second would wait 40 ms for a delayed acknowledgement.
  server_.set_tcp_nodelay(true);
  // The library's default is SO_REUSEPORT, with which a taken port would go unnoticed.
  server_.set_socket_options([this](int fd) {
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    listener_ = fd;
  });
  server_.set_pre_routing_handler([this](const Request& request, httplib::Response& response) {
    count(request, response);
    return httplib::Server::HandlerResponse::Unhandled;
  });
  server_.set_error_handler([](const Request& request, httplib::Response& response) {
    if (response.body.empty())
      write(problem(response.status, "nothing here for " + request.method), response);
  });
  server_.set_exception_handler(answer_failure);
}

void WebServer::get(const std::string& path, Handler handler) {
  server_.Get(path, answer_with(std::move(handler)));
}

void WebServer::post(const std::string& path, Handler handler) {
  server_.Post(path, answer_with(std::move(handler)));
}

void WebServer::del(const std::string& path, Handler handler) {
  server_.Delete(path, answer_with(std::move(handler)));
}

std::optional<int> WebServer::bind(int port) {
  if (port == 0) {
    port = server_.bind_to_any_port(kHost);
    if (port < 0) return std::nullopt;
  } else if (!server_.bind_to_port(kHost, port)) {
    return std::nullopt;
  }
  // The library listens with a backlog of 5: of many users that come at once, the rest would wait a second.
  ::listen(listener_, kBacklog);
  return port;
}

void WebServer::run() {
  server_.listen_after_bind();
  ended_ = true;
}

void WebServer::stop() {
  // The library forgets a stop that comes before it runs.
  while (!server_.is_running() && !ended_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  server_.stop();
}

void WebServer::count(const Request& request, httplib::Response& response) {
  if (request.path == "/health" || request.path == "/metrics") return;
  response.set_header("X-Request-Number", std::to_string(++requests_));
}

}  // namespace shop
