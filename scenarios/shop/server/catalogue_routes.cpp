#include "scenarios/shop/server/request_fields.hpp"
#include "scenarios/shop/server/routes.hpp"
#include "scenarios/shop/server/views.hpp"

namespace shop {
namespace {

constexpr std::int64_t kPageSize = 20;
constexpr std::int64_t kLargestPage = 100;
constexpr std::size_t kShortestSearch = 2;

Reply list(Catalogue& catalogue, const Request& request) {
  const auto after = integer_parameter(request, "after", 0);
  const auto limit = integer_parameter(request, "limit", kPageSize);
  if (!after || !limit || *limit < 1 || *limit > kLargestPage)
    return problem(400, "after is the id of an item, limit a number from 1 to 100");
  return {200, {{"items", catalogue.page(*after, *limit)}}};
}

Reply search(Catalogue& catalogue, const Request& request) {
  const auto text = request.get_param_value("q");
  if (text.size() < kShortestSearch) return problem(400, "q needs at least 2 characters");
  return {200, {{"items", catalogue.search(text, kPageSize)}}};
}

Reply show(Catalogue& catalogue, const Request& request) {
  const auto item = catalogue.find(id_in_path(request));
  if (!item) return problem(404, "no such item");
  return {200, *item};
}

}  // namespace

void add_catalogue_routes(WebServer& web, Store& store) {
  auto& catalogue = store.catalogue;
  web.get("/items", [&](const Request& request) { return list(catalogue, request); });
  web.get(R"(/items/(\d+))", [&](const Request& request) { return show(catalogue, request); });
  web.get("/search", [&](const Request& request) { return search(catalogue, request); });
  web.get("/latest", [&](const Request&) {
    return Reply{302, nullptr, {{"Location", "/items/" + std::to_string(catalogue.latest())}}};
  });
}

}  // namespace shop
