#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace shop {

// The ways to pay: card, invoice, voucher. What is wrong with `order`'s payment, or nothing.
std::optional<std::string> payment_problem(const nlohmann::json& order);

}  // namespace shop
