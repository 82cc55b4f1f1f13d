// Reads members of a JSON object that nobody vouches for. Used only by the readers of recorded files.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "runner/core/damaged_record.hpp"
#include "runner/core/units.hpp"

namespace brood {

inline void read_value(const nlohmann::json& json, bool& value) {
  require(json.is_boolean());
  value = json.get<bool>();
}

template <std::unsigned_integral T>
void read_value(const nlohmann::json& json, T& value) {
  require(json.is_number_unsigned());
  const auto number = json.get<std::uint64_t>();
  require(number <= std::numeric_limits<T>::max());
  value = static_cast<T>(number);
}

// The library makes a negative number of one from 2^63 on.
inline std::int64_t signed_value(const nlohmann::json& json) {
  require(json.is_number_integer());
  if (json.is_number_unsigned())
    require(json.get<std::uint64_t>() <=
            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
  return json.get<std::int64_t>();
}

inline void read_value(const nlohmann::json& json, int& value) {
  const std::int64_t number = signed_value(json);
  require(number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max());
  value = static_cast<int>(number);
}

inline void read_value(const nlohmann::json& json, double& value) {
  require(json.is_number());
  value = json.get<double>();
}

inline void read_value(const nlohmann::json& json, std::string& value) {
  require(json.is_string());
  value = json.get_ref<const std::string&>();
}

inline void read_value(const nlohmann::json& json, Nanos& value) {
  const std::int64_t number = signed_value(json);
  require(number >= -kMaxRecordedNanos && number <= kMaxRecordedNanos);
  value = Nanos{number};
}

// The member, or null if there is none.
inline const nlohmann::json* find_member(const nlohmann::json& object, const char* key) {
  require(object.is_object());
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

// Leaves `value` as it is if there is no such member.
template <class T>
void read_member(const nlohmann::json& object, const char* key, T& value) {
  if (const nlohmann::json* member = find_member(object, key)) read_value(*member, value);
}

// Calls `visit(element)` for each element of the array `key`, if there is one.
template <class Visit>
void for_each_member(const nlohmann::json& object, const char* key, Visit&& visit) {
  const nlohmann::json* member = find_member(object, key);
  if (!member) return;
  require(member->is_array());
  for (const nlohmann::json& element : *member) visit(element);
}

}  // namespace brood
