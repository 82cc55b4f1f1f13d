// A value or the reason why there is none. For mistakes that a user can make; programming errors assert.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace brood {

// One plain sentence, or a few lines, that name the offending input and the way out.
struct Error {
  std::string message;
};

template <class T>
class [[nodiscard]] Expected {
 public:
  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Expected(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  // Precondition: holds a value.
  T& operator*() & { return *check_value(); }
  const T& operator*() const& { return *const_cast<Expected*>(this)->check_value(); }
  T&& operator*() && { return std::move(*check_value()); }
  T* operator->() { return check_value(); }
  const T* operator->() const { return const_cast<Expected*>(this)->check_value(); }
  // Precondition: holds an error.
  const Error& error() const {
    assert(!*this);
    return *std::get_if<1>(&state_);
  }

 private:
  T* check_value() {
    assert(*this);
    return std::get_if<0>(&state_);
  }
  std::variant<T, Error> state_;
};

// Success, or the reason for failure, of something that yields nothing.
struct Done {};
using Status = Expected<Done>;

}  // namespace brood
