#include <brood/brood.hpp>

using namespace std::chrono_literals;

class Reader : public brood::User {
 public:
  void reads() { http.get("/CMakeLists.txt").expect_body("project(files"); }
  void misses() { http.get("/missing.txt").expect_status(404); }
};

BROOD_USER(Reader)
    .wait(brood::constant(50ms))
    .task("reads", &Reader::reads, 3)
    .task("misses", &Reader::misses);
