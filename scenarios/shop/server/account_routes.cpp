#include <algorithm>

#include "scenarios/shop/server/request_fields.hpp"
#include "scenarios/shop/server/routes.hpp"

namespace shop {
namespace {

struct Credentials {
  std::string name;
  std::string password;
};

bool is_printable(const std::string& text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

std::optional<Credentials> credentials_of(const Request& request) {
  const auto body = body_of(request);
  const auto name = text_field(body, "name");
  const auto password = text_field(body, "password");
  if (!name || !password || !is_printable(*name, 64) || !is_printable(*password, 128)) return std::nullopt;
  return Credentials{*name, *password};
}

Reply bad_credentials() { return problem(400, "send name (up to 64 characters) and password (up to 128)"); }

Reply register_user(Store& store, const Request& request) {
  const auto credentials = credentials_of(request);
  if (!credentials) return bad_credentials();
  const auto user = store.accounts.add(credentials->name, credentials->password);
  if (!user) return problem(409, "this name is taken");
  return {201, {{"id", *user}, {"name", credentials->name}}};
}

Reply log_in(Store& store, Sessions& sessions, const Request& request) {
  const auto credentials = credentials_of(request);
  if (!credentials) return bad_credentials();
  const auto user = store.accounts.authenticate(credentials->name, credentials->password);
  if (!user) return problem(401, "wrong name or password");
  const auto cookie = "session=" + sessions.open(*user) + "; Path=/; HttpOnly; SameSite=Lax";
  return {200, {{"id", *user}, {"name", credentials->name}}, {{"Set-Cookie", cookie}}};
}

Reply log_out(Sessions& sessions, const Request& request) {
  if (const auto token = session_cookie(request)) sessions.close(*token);
  return {204, nullptr, {{"Set-Cookie", "session=; Path=/; Max-Age=0"}}};
}

}  // namespace

Handler for_user(Sessions& sessions, std::function<Reply(UserId, const Request&)> handler) {
  return [&sessions, handler = std::move(handler)](const Request& request) {
    const auto token = session_cookie(request);
    const auto user = token ? sessions.find(*token) : std::nullopt;
    if (!user) return problem(401, "log in first: POST /login");
    return handler(*user, request);
  };
}

void add_account_routes(WebServer& web, Store& store, Sessions& sessions) {
  web.post("/users", [&](const Request& request) { return register_user(store, request); });
  web.post("/login", [&](const Request& request) { return log_in(store, sessions, request); });
  web.post("/logout", [&](const Request& request) { return log_out(sessions, request); });
}

}  // namespace shop
