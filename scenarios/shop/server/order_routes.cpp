#include "scenarios/shop/server/payment.hpp"
#include "scenarios/shop/server/request_fields.hpp"
#include "scenarios/shop/server/routes.hpp"
#include "scenarios/shop/server/views.hpp"

namespace shop {
namespace {

constexpr std::int64_t kListedOrders = 20;

Reply place(Orders& orders, UserId user, const Request& request) {
  const auto body = body_of(request);
  if (const auto wrong = payment_problem(body)) return problem(400, *wrong);
  const auto result = orders.place(user, *text_field(body, "payment"));
  if (const auto* sold_out = std::get_if<SoldOut>(&result))
    return problem(409, "sold out: " + sold_out->item);
  if (std::holds_alternative<EmptyBasket>(result)) return problem(409, "the basket is empty");
  return {201, std::get<Order>(result)};
}

Reply show(Orders& orders, UserId user, const Request& request) {
  const auto order = orders.find(user, id_in_path(request));
  if (!order) return problem(404, "no such order");
  Reply reply{200, *order};
  reply.body["lines"] = orders.lines(order->id);
  return reply;
}

}  // namespace

void add_order_routes(WebServer& web, Store& store, Sessions& sessions) {
  auto& orders = store.orders;
  web.post("/orders", for_user(sessions, [&](UserId user, const Request& request) {
             return place(orders, user, request);
           }));
  web.get("/orders", for_user(sessions, [&](UserId user, const Request&) {
            return Reply{200, {{"orders", orders.of_user(user, kListedOrders)}}};
          }));
  web.get(R"(/orders/(\d+))", for_user(sessions, [&](UserId user, const Request& request) {
            return show(orders, user, request);
          }));
}

}  // namespace shop
