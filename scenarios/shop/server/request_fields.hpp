#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "scenarios/shop/server/web_server.hpp"

namespace shop {

// What clients send is read here, and nothing in it is trusted: each returns nothing for a missing or wrong
// value.

// The body as a JSON object; an empty object when it is not one.
nlohmann::json body_of(const Request& request);
std::optional<std::string> text_field(const nlohmann::json& object, const char* name);
std::optional<std::int64_t> integer_field(const nlohmann::json& object, const char* name);
// `?name=123`, or `otherwise` when it is absent.
std::optional<std::int64_t> integer_parameter(const Request& request, const char* name,
                                              std::int64_t otherwise);
// The number that the path's first group matched.
std::int64_t id_in_path(const Request& request);
std::optional<std::string> session_cookie(const Request& request);

}  // namespace shop
