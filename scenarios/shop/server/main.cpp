#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

#include "scenarios/shop/server/routes.hpp"

namespace {

struct Options {
  int port = 8080;
  std::string database = ":memory:";
  std::int64_t limited_stock = 10;
  std::size_t connections = 256;
};

void declare(CLI::App& app, Options& options) {
  app.add_option("--port", options.port, "Port on 127.0.0.1; 0 takes a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--db", options.database, "SQLite file; without it the shop forgets all at its end");
  app.add_option("--stock", options.limited_stock, "Pieces of the limited edition")
      ->check(CLI::Range(std::int64_t{0}, shop::kMaxQuantity - 1))
      ->capture_default_str();
  app.add_option("--connections", options.connections, "Connections served at once, a thread each")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
}

// Must run before any thread starts, so that none of them takes the signal.
sigset_t block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int serve(const Options& options) {
  const sigset_t end_signals = block_end_signals();
  shop::Store store(options.database, options.limited_stock);
  shop::Sessions sessions(std::chrono::minutes(30));
  shop::WebServer web(options.connections);
  add_health_routes(web, sessions);
  add_catalogue_routes(web, store);
  add_basket_routes(web, store, sessions);
  add_order_routes(web, store, sessions);
  add_account_routes(web, store, sessions);

  const auto port = web.bind(options.port);
  if (!port) {
    std::cerr << "shop_server: cannot listen on 127.0.0.1:" << options.port << ": is the port taken?\n";
    return 1;
  }
  std::cout << "listening on http://127.0.0.1:" << *port << std::endl;
  std::jthread serving([&] { web.run(); });
  int signal = 0;
  sigwait(&end_signals, &signal);
  web.stop();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("A small web shop to try load on");
  declare(app, options);
  try {
    app.parse(argc, argv);
    return serve(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::cerr << "shop_server: " << error.what() << '\n';
    return 1;
  }
}
