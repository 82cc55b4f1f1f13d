#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/shop/store/store.hpp"

namespace shop {

// How the store's values look in JSON (found by nlohmann::json through their namespace).

inline void to_json(nlohmann::json& json, const Item& item) {
  json = {{"id", item.id}, {"name", item.name}, {"price_cents", item.price_cents}};
  json["stock"] = item.stock ? nlohmann::json(*item.stock) : nlohmann::json();
}

inline void to_json(nlohmann::json& json, const Line& line) {
  json = {{"item", line.item},
          {"name", line.name},
          {"price_cents", line.price_cents},
          {"quantity", line.quantity}};
}

inline void to_json(nlohmann::json& json, const Order& order) {
  json = {{"id", order.id}, {"payment", order.payment}, {"total_cents", order.total_cents}};
}

}  // namespace shop
