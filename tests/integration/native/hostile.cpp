// A scenario whose tasks and calls are named, and fail with, what wants to be more than text.
#include <brood/brood.hpp>
#include <stdexcept>

#include "tests/support/hostile_names.hpp"

namespace {

class Stranger : public brood::User {};

const bool kDescribed = [] {
  auto stranger = brood::describe<Stranger>("Stranger", __FILE__, __LINE__);
  stranger.sequence();
  for (const std::string& name : brood::test::hostile_names()) {
    if (name.empty()) continue;  // is refused
    stranger.task(name, [name](Stranger& user) {
      user.request(name, name).fail(name);
      throw std::runtime_error(name);
    });
  }
  return true;
}();

}  // namespace
