// Users for the measurements of native.py.
#include <brood/brood.hpp>

using namespace std::chrono_literals;

namespace {

// As fast as it goes.
class Busy : public brood::User {
 public:
  void get() { http.get("/", {.name = "/"}); }
};
BROOD_USER(Busy).task("get", &Busy::get);

// Connected, and waiting most of the time.
class Calm : public brood::User {
 public:
  void on_start() override { http.get("/", {.name = "/"}); }
  void get() { http.get("/", {.name = "/"}); }
};
BROOD_USER(Calm).wait(brood::between(20s, 40s)).task("get", &Calm::get);

}  // namespace
