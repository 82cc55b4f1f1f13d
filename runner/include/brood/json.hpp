// Reads JSON answers with nlohmann/json, for scenarios that need more of an answer than expect_json() and
// save(). Not included by brood.hpp, as it makes a compile slower.
#pragma once

#include <nlohmann/json.hpp>

#include "brood/http.hpp"

namespace brood {

// What Response::json() returns.
class Json : public nlohmann::json {
 public:
  using nlohmann::json::json;
  Json(nlohmann::json value) : nlohmann::json(std::move(value)) {}
};

// A body with its content type.
inline Body to_body(const nlohmann::json& value) { return {value.dump(), "application/json"}; }

}  // namespace brood
