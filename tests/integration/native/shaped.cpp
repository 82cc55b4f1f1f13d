// A native scenario that says itself how much load there is.
#include <brood/brood.hpp>

using namespace std::chrono_literals;

namespace {

// Five users for half a second, then two for a second.
const auto& steps = brood::shape([](brood::seconds t) {
  if (t >= 1500ms) return brood::end();
  return brood::users(t < 500ms ? 5 : 2);
});

class Worker : public brood::User {};
BROOD_USER(Worker).task("works", [](Worker& user) { user.sleep(10ms); });

}  // namespace
