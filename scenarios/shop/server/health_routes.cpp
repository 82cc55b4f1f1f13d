#include "scenarios/shop/server/routes.hpp"

namespace shop {

void add_health_routes(WebServer& web, Sessions& sessions) {
  web.get("/health", [](const Request&) { return Reply{200, {{"status", "ok"}}}; });
  web.get("/metrics", [&](const Request&) {
    return Reply{200, {{"requests", web.requests()}, {"sessions", sessions.count()}}};
  });
}

}  // namespace shop
