// Something that is called later, such as a task.
#pragma once

#include <type_traits>
#include <utility>

namespace brood {

template <class Signature>
class Function;

// Owns whatever can be called in that way; copies share it. For use by one thread. What std::function is for:
// including <functional> and <memory> for it would take a third of a second of each compilation of a
// scenario.
// NOLINTBEGIN(bugprone-forwarding-reference-overload): the concept leaves copies alone
template <class Result, class... Arguments>
class Function<Result(Arguments...)> {
 public:
  Function() = default;
  template <class Callable>
  requires(!std::is_same_v<std::remove_cvref_t<Callable>, Function> &&
           std::is_invocable_r_v<Result, std::decay_t<Callable>&, Arguments...>) Function(Callable&& callable)
      : held_(new Holds<std::decay_t<Callable>>(std::forward<Callable>(callable))) {}
  Function(const Function& other) : held_(other.held_) {
    if (held_ != nullptr) ++held_->owners;
  }
  Function(Function&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  Function& operator=(Function other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Function() {
    if (held_ != nullptr && --held_->owners == 0) delete held_;
  }

  explicit operator bool() const { return held_ != nullptr; }
  // Precondition: there is something to call.
  Result operator()(Arguments... arguments) const {
    return held_->call(std::forward<Arguments>(arguments)...);
  }

 private:
  struct Held {
    virtual ~Held() = default;
    virtual Result call(Arguments... arguments) = 0;
    unsigned owners = 1;
  };
  template <class Callable>
  struct Holds final : Held {
    template <class From>
    explicit Holds(From&& from) : callable(std::forward<From>(from)) {}
    Result call(Arguments... arguments) override {
      if constexpr (std::is_member_function_pointer_v<Callable>)
        return static_cast<Result>(((std::forward<Arguments>(arguments).*callable)(), ...));
      else return static_cast<Result>(callable(std::forward<Arguments>(arguments)...));
    }
    Callable callable;
  };

  Held* held_ = nullptr;
};
// NOLINTEND(bugprone-forwarding-reference-overload)

}  // namespace brood
