// What a scenario is made of: classes of users with tasks.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "brood/function.hpp"
#include "brood/http.hpp"
#include "brood/random.hpp"
#include "brood/request.hpp"
#include "brood/stop.hpp"
#include "brood/wait.hpp"

namespace brood {

namespace agent {
class UserHost;
}

// One virtual user; a scenario's classes derive from it. A fresh object for every user, used by nobody else
// and only by one task at a time, so its members need no lock. Members are usable from on_start() on, not in
// the constructor.
class User {
 public:
  User();
  virtual ~User() = default;
  User(const User&) = delete;
  User& operator=(const User&) = delete;

  // Before the first task, and after the last. What on_start() throws is told as an error of the class; it is
  // tried again a second later with a new object, unless it is StopUser.
  virtual void on_start() {}
  virtual void on_stop() {}

  Http http;

  // 0, 1, ...: no other user has it at the same time.
  std::uint32_t user_id() const;
  // A random generator of this user, from --seed: the same run draws the same numbers.
  Random& rng() { return rng_; }
  // A whole number from [low, high], each as likely; `low` if `high` is below it.
  template <class Integer>
  requires std::is_integral_v<Integer> Integer pick(Integer low, Integer high) {
    if (high < low) return low;
    const auto span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    return static_cast<Integer>(static_cast<std::uint64_t>(low) + rng_.up_to(span));
  }
  // One of the items, each as likely. Precondition: there is one.
  template <class Container>
  auto& one_of(Container& items) {
    return items[pick<std::size_t>(0, std::size(items) - 1)];
  }
  // A variable of the environment; `otherwise` if it is not set.
  static std::string env(const char* name, std::string otherwise = {});

  // Lets other users run for that long.
  void sleep(std::chrono::nanoseconds time);

  // Begins to measure a call of another protocol: auto call = request("redis", "GET"); ...; call.done();
  Request request(std::string_view method, std::string_view name);

  // Writes a line into target.log, with this user and its task. Of one task at most ten a second are written;
  // how many are left out is told.
  void log(std::string_view text);

 private:
  friend class agent::UserHost;
  agent::UserHost* host_;
  Random rng_;
};

// Where a user lives: with many others in a process a core has, where every call that waits has to go through
// Brood; or in a process of its own, where a library may block.
enum class Isolation { fiber, process };

// A class of users, as BROOD_USER describes it.
class UserClass {
 public:
  using Make = User* (*)();  // a new one
  struct Task {
    std::string name;
    Function<void(User&)> run;
    unsigned weight = 1;
    std::vector<std::string> tags{};
  };

  UserClass(std::string its_name, Make how, const char* in_file, int at_line)
      : name(std::move(its_name)), make(how), file(in_file), line(at_line) {}

  std::string name;
  Make make;
  const char* file;
  int line;
  UserWait wait{};
  unsigned weight = 1;
  unsigned fixed = 0;  // not 0: that many users, whatever the weights
  Isolation isolation = Isolation::fiber;
  std::string host{};
  std::vector<Task> tasks{};
  bool in_sequence = false;
  std::vector<std::string> sequence{};  // empty: the tasks as they are written
};

// Describes the users of class U; kept until the program ends.
template <class U>
class Describe {
 public:
  explicit Describe(UserClass& users) : users_(users) {}
  // Pauses of a user between its iterations.
  Describe& wait(UserWait pause) {
    users_.wait = std::move(pause);
    return *this;
  }
  // How many of all users are of this class, in proportion to the other classes' weights.
  Describe& weight(unsigned share) {
    users_.weight = share;
    return *this;
  }
  // That many users are of this class, whatever the weights of the others; they come first.
  Describe& fixed(unsigned users) {
    users_.fixed = users;
    return *this;
  }
  Describe& isolation(Isolation where) {
    users_.isolation = where;
    return *this;
  }
  // Stands before URLs that begin with "/" where neither --host nor --sut says another.
  Describe& host(std::string url) {
    users_.host = std::move(url);
    return *this;
  }
  // The tasks are done in this order, again and again, and not drawn by weight; without names in the order
  // they are written.
  template <class... Names>
  Describe& sequence(Names... names) {
    users_.in_sequence = true;
    users_.sequence = {std::string(names)...};
    return *this;
  }
  // Something that users do again and again, in proportion to its weight.
  Describe& task(std::string name, void (U::*member)(), unsigned share = 1,
                 std::vector<std::string> tags = {}) {
    return task(
        std::move(name), [member](U& user) { (user.*member)(); }, share, std::move(tags));
  }
  Describe& task(std::string name, Function<void(U&)> run, unsigned share = 1,
                 std::vector<std::string> tags = {}) {
    users_.tasks.push_back({std::move(name),
                            [run = std::move(run)](User& user) { run(static_cast<U&>(user)); }, share,
                            std::move(tags)});
    return *this;
  }

 private:
  UserClass& users_;
};

// Keeps a class until the program ends.
UserClass& keep_user_class(UserClass users);

template <class U>
Describe<U> describe(const char* name, const char* file, int line) {
  return Describe<U>(keep_user_class({name, []() -> User* { return new U; }, file, line}));
}

}  // namespace brood

// BROOD_USER(Shopper).wait(...).task(...); at namespace scope.
#define BROOD_USER(Class)                                                        \
  [[maybe_unused]] static const auto BROOD_JOINED(brood_user_class_, __LINE__) = \
      ::brood::describe<Class>(#Class, __FILE__, __LINE__)
#define BROOD_JOINED(left, right) BROOD_JOINED_NOW(left, right)
#define BROOD_JOINED_NOW(left, right) left##right
