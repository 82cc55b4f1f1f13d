// A native scenario whose own shape is of arrivals.
#include <brood/brood.hpp>

using namespace std::chrono_literals;

namespace {

const auto& arriving =
    brood::shape([](brood::seconds t) { return t < 1s ? brood::arrivals(1000) : brood::end(); });

class Visitor : public brood::User {};
BROOD_USER(Visitor).task("looks", [](Visitor& user) { user.sleep(10ms); });

}  // namespace
