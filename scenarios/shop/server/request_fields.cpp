#include "scenarios/shop/server/request_fields.hpp"

#include <charconv>
#include <limits>
#include <string_view>

namespace shop {
namespace {

std::optional<std::int64_t> integer_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

nlohmann::json body_of(const Request& request) {
  auto body = nlohmann::json::parse(request.body, nullptr, false);
  return body.is_object() ? body : nlohmann::json::object();
}

std::optional<std::string> text_field(const nlohmann::json& object, const char* name) {
  const auto field = object.find(name);
  if (field == object.end() || !field->is_string()) return std::nullopt;
  return field->get<std::string>();
}

std::optional<std::int64_t> integer_field(const nlohmann::json& object, const char* name) {
  const auto field = object.find(name);
  if (field == object.end() || !field->is_number_integer()) return std::nullopt;
  return field->get<std::int64_t>();
}

std::optional<std::int64_t> integer_parameter(const Request& request, const char* name,
                                              std::int64_t otherwise) {
  if (!request.has_param(name)) return otherwise;
  return integer_in(request.get_param_value(name));
}

std::int64_t id_in_path(const Request& request) {
  // Digits only, so what does not fit is merely too large to be anybody's id.
  return integer_in(request.matches[1].str()).value_or(std::numeric_limits<std::int64_t>::max());
}

std::optional<std::string> session_cookie(const Request& request) {
  constexpr std::string_view kName = "session=";
  const std::string header = request.get_header_value("Cookie");
  std::string_view rest = header;
  while (!rest.empty()) {
    const auto cookie = rest.substr(0, rest.find(';'));
    if (cookie.starts_with(kName)) return std::string(cookie.substr(kName.size()));
    rest.remove_prefix(std::min(rest.size(), cookie.size() + 1));
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ')));
  }
  return std::nullopt;
}

}  // namespace shop
