// A scenario of which one user writes where it must not.
#include <brood/brood.hpp>

#include "tests/integration/scribbling/scribble.hpp"

using namespace std::chrono_literals;

namespace {

class Scribbling : public brood::User {
 public:
  void iterate() {
    static brood::Scribbler scribbler;
    sleep(2ms);
    scribbler.iterate(user_id());
    brood::count_iteration();
  }
};
BROOD_USER(Scribbling)
    .task("first", &Scribbling::iterate)
    .task("second", &Scribbling::iterate)
    .task("third", &Scribbling::iterate);

}  // namespace
