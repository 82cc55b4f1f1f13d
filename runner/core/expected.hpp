// A value or the reason why there is none. For mistakes that a user can make.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace brood {

// One plain sentence, or a few lines, that name the offending input and the way out.
struct Error {
  std::string message;
};

// What is taken out of an Expected that does not hold it is a fault of the program, in every kind of build: a
// null pointer would be what a bad file makes a reader crash with.
[[noreturn]] inline void broken_promise(const char* what) {
#if __cpp_exceptions
  throw std::logic_error(what);
#else
  (void)what;
  std::abort();
#endif
}

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
    if (*this) broken_promise("the error of a value was asked for");
    return *std::get_if<1>(&state_);
  }

 private:
  T* check_value() {
    if (!*this) broken_promise(error().message.c_str());
    return std::get_if<0>(&state_);
  }
  std::variant<T, Error> state_;
};

// Success, or the reason for failure, of something that yields nothing.
struct Done {};
using Status = Expected<Done>;

}  // namespace brood
