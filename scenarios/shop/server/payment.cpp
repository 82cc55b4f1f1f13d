#include "scenarios/shop/server/payment.hpp"

#include <algorithm>

#include "scenarios/shop/server/request_fields.hpp"

namespace shop {
namespace {

constexpr std::size_t kCardDigits = 16;

bool is_card_number(const std::string& text) {
  return text.size() == kCardDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::string> payment_problem(const nlohmann::json& order) {
  const auto kind = text_field(order, "payment");
  if (kind == "card") {
    if (!is_card_number(text_field(order, "card").value_or(""))) return "a card has 16 digits";
  } else if (kind == "invoice") {
    if (text_field(order, "address").value_or("").empty()) return "an invoice needs an address";
  } else if (kind == "voucher") {
    if (!text_field(order, "code").value_or("").starts_with("GIFT-"))
      return "a voucher's code begins with GIFT-";
  } else {
    return "payment is card, invoice or voucher";
  }
  return std::nullopt;
}

}  // namespace shop
