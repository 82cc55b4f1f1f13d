// What a scenario is made of: classes of users with tasks.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "brood/http.hpp"
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

  // Before the first task, and after the last. What on_start() throws is told as an error of the class, and
  // it is tried again.
  virtual void on_start() {}
  virtual void on_stop() {}

  Http http;

  // 0, 1, ...: no other user has it at the same time.
  std::uint32_t user_id() const;
  // A random generator of this user, from --seed: the same run draws the same numbers.
  std::mt19937_64& rng() { return rng_; }
  // A number from [low, high], each as likely.
  template <class Integer>
  Integer pick(Integer low, Integer high) {
    return std::uniform_int_distribution<Integer>(low, high)(rng_);
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

 private:
  friend class agent::UserHost;
  agent::UserHost* host_;
  std::mt19937_64 rng_;
};

// A class of users, as BROOD_USER describes it.
class UserClass {
 public:
  using Make = std::function<std::unique_ptr<User>()>;
  struct Task {
    std::string name;
    std::function<void(User&)> run;
    unsigned weight = 1;
    std::vector<std::string> tags{};
  };

  UserClass(std::string its_name, Make how, const char* in_file, int at_line)
      : name(std::move(its_name)), make(std::move(how)), file(in_file), line(at_line) {}

  std::string name;
  Make make;
  const char* file;
  int line;
  UserWait wait{};
  unsigned weight = 1;
  std::vector<Task> tasks{};
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
  // Something that users do again and again, in proportion to its weight.
  Describe& task(std::string name, void (U::*member)(), unsigned share = 1,
                 std::vector<std::string> tags = {}) {
    return task(
        std::move(name), [member](U& user) { (user.*member)(); }, share, std::move(tags));
  }
  Describe& task(std::string name, std::function<void(U&)> run, unsigned share = 1,
                 std::vector<std::string> tags = {}) {
    users_.tasks.push_back({std::move(name),
                            [run = std::move(run)](User& user) { run(static_cast<U&>(user)); }, share,
                            std::move(tags)});
    return *this;
  }

 private:
  UserClass& users_;
};

// The classes of this program; the one global there is.
std::vector<std::unique_ptr<UserClass>>& user_classes();

template <class U>
Describe<U> describe(const char* name, const char* file, int line) {
  user_classes().push_back(std::make_unique<UserClass>(
      name, [] { return std::make_unique<U>(); }, file, line));
  return Describe<U>(*user_classes().back());
}

}  // namespace brood

// BROOD_USER(Shopper).wait(...).task(...); at namespace scope.
#define BROOD_USER(Class)                                       \
  [[maybe_unused]] static const auto brood_user_class_##Class = \
      ::brood::describe<Class>(#Class, __FILE__, __LINE__)
