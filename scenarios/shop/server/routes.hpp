#pragma once

#include <functional>

#include "scenarios/shop/server/sessions.hpp"
#include "scenarios/shop/server/web_server.hpp"
#include "scenarios/shop/store/store.hpp"

namespace shop {

// The shop's address book, part by part. The references must outlive the server's run.
void add_account_routes(WebServer& web, Store& store, Sessions& sessions);
void add_catalogue_routes(WebServer& web, Store& store);
void add_basket_routes(WebServer& web, Store& store, Sessions& sessions);
void add_order_routes(WebServer& web, Store& store, Sessions& sessions);
void add_health_routes(WebServer& web, Sessions& sessions);

// Hands the request on together with its user; answers 401 when nobody is logged in.
Handler for_user(Sessions& sessions, std::function<Reply(UserId, const Request&)> handler);

}  // namespace shop
