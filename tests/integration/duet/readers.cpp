// Readers of a server that is slow with items and quick with pages.
#include <brood/brood.hpp>

using namespace std::chrono_literals;

namespace {

class Reader : public brood::User {
 public:
  void item() { http.get("/item").expect_body("item\n"); }
  void page() { http.get("/page").expect_body("page\n"); }
};
BROOD_USER(Reader).wait(brood::between(3ms, 9ms)).task("item", &Reader::item).task("page", &Reader::page);

}  // namespace
