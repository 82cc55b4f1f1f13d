#include "scenarios/shop/server/request_fields.hpp"
#include "scenarios/shop/server/routes.hpp"
#include "scenarios/shop/server/views.hpp"

namespace shop {
namespace {

Reply show(Baskets& baskets, UserId user) {
  const auto lines = baskets.lines(user);
  return {200, {{"lines", lines}, {"total_cents", total_cents(lines)}}};
}

Reply add(Baskets& baskets, UserId user, const Request& request) {
  const auto body = body_of(request);
  const auto item = integer_field(body, "item");
  const auto quantity = integer_field(body, "quantity");
  if (!item || !quantity || *quantity < 1 || *quantity > kMaxQuantity)
    return problem(400, "send item (an id) and quantity (at least 1)");
  if (!baskets.add(user, *item, *quantity)) return problem(404, "no such item");
  return show(baskets, user);
}

Reply remove(Baskets& baskets, UserId user, const Request& request) {
  if (!baskets.remove(user, id_in_path(request))) return problem(404, "this item is not in the basket");
  return show(baskets, user);
}

}  // namespace

void add_basket_routes(WebServer& web, Store& store, Sessions& sessions) {
  auto& baskets = store.baskets;
  web.get("/basket", for_user(sessions, [&](UserId user, const Request&) { return show(baskets, user); }));
  web.post("/basket", for_user(sessions, [&](UserId user, const Request& request) {
             return add(baskets, user, request);
           }));
  web.del(R"(/basket/(\d+))", for_user(sessions, [&](UserId user, const Request& request) {
            return remove(baskets, user, request);
          }));
  web.del("/basket", for_user(sessions, [&](UserId user, const Request&) {
            baskets.clear(user);
            return Reply{204, nullptr};
          }));
}

}  // namespace shop
