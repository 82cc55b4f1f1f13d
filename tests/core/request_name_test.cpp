#include "runner/core/request_name.hpp"

#include <gtest/gtest.h>

#include <string>

namespace brood {
namespace {

std::string name_of(const std::string& url, std::size_t capacity = 1024) {
  std::string out(capacity, '\0');
  out.resize(request_name(url, out.data(), capacity));
  return out;
}

struct Row {
  const char* url;
  const char* name;
};

class RequestName : public testing::TestWithParam<Row> {};

TEST_P(RequestName, IsThePathWithIdsReplaced) { EXPECT_EQ(name_of(GetParam().url), GetParam().name); }

INSTANTIATE_TEST_SUITE_P(
    DropsWhatIsNotThePath, RequestName,
    testing::Values(Row{"http://shop.test/items", "/items"},
                    Row{"https://user:word@shop.test:8443/items", "/items"},
                    Row{"HTTP://shop.test/items", "/items"}, Row{"ws://shop.test/feed", "/feed"},
                    Row{"http://[::1]:8080/items", "/items"}, Row{"/items", "/items"},
                    Row{"/items?page=2", "/items"}, Row{"/items#top", "/items"},
                    Row{"http://shop.test?page=/2", "/"}, Row{"/items?next=http://a/b", "/items"},
                    Row{"http://shop.test", "/"}, Row{"http://shop.test/", "/"}, Row{"", "/"},
                    Row{"shop.test", "/"}, Row{"127.0.0.1:8080/items/7", "/items/:id"},
                    Row{"shop.test/go/http://other/x", "/go/http://other/x"}));

INSTANTIATE_TEST_SUITE_P(KeepsOtherSchemes, RequestName,
                         testing::Values(Row{"ftp://files.test/pub/a.txt", "ftp:/pub/a.txt"},
                                         Row{"file:///tmp/a", "file:/tmp/a"},
                                         Row{"ftp://files.test", "ftp:/"}));

INSTANTIATE_TEST_SUITE_P(
    ReplacesIds, RequestName,
    testing::Values(Row{"/items/42", "/items/:id"}, Row{"/items/42/", "/items/:id/"},
                    Row{"/0/1/2", "/:id/:id/:id"},
                    Row{"/users/7/orders/12345678901234567890/lines", "/users/:id/orders/:id/lines"},
                    Row{"/o/123e4567-e89b-12d3-a456-426614174000", "/o/:id"},
                    Row{"/o/ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB/x", "/o/:id/x"},
                    Row{"/o/507f1f77bcf8", "/o/:id"}, Row{"/o/507F191E810C19729DE860EA", "/o/:id"}));

INSTANTIATE_TEST_SUITE_P(
    KeepsWords, RequestName,
    testing::Values(Row{"/v1/items", "/v1/items"}, Row{"/cafe/face", "/cafe/face"},
                    Row{"/deadbeefcafe", "/deadbeefcafe"},      // no decimal digit
                    Row{"/507f1f77bcf", "/507f1f77bcf"},        // 11 digits
                    Row{"/o/507f1f77bcfz", "/o/507f1f77bcfz"},  // not hex
                    Row{"/123e4567-e89b-12d3-a456-42661417400", "/123e4567-e89b-12d3-a456-42661417400"},
                    Row{"/123e4567xe89b-12d3-a456-426614174000", "/123e4567xe89b-12d3-a456-426614174000"},
                    Row{"/1.5/-3/2,7", "/1.5/-3/2,7"}, Row{"/a%20b/%2F42", "/a%20b/%2F42"},
                    Row{"//a//7", "//a//:id"}));

TEST(RequestNameLength, IsCutAtTheCapacity) {
  EXPECT_EQ(name_of("/abcdef", 4), "/abc");
  EXPECT_EQ(name_of("/" + std::string(5000, 'x')).size(), 1024u);
  EXPECT_EQ(name_of("/items", 0), "");
}

TEST(RequestNameLength, CountsTheNameNotTheUrl) {
  EXPECT_EQ(name_of("http://" + std::string(3000, 'h') + "/items/" + std::string(3000, '7')), "/items/:id");
}

TEST(RequestPath, IsThePathWithItsQueryAsTheyAre) {
  const auto path_of = [](std::string_view url) {
    char text[1024];
    return std::string(text, request_path(url, text, sizeof text));
  };
  EXPECT_EQ(path_of("http://host:80/items/42?page=2#top"), "/items/42?page=2");
  EXPECT_EQ(path_of("/items/42?x"), "/items/42?x");
  EXPECT_EQ(path_of("http://host?x=/y"), "/?x=/y");
  EXPECT_EQ(path_of("http://host"), "/");
  EXPECT_EQ(path_of(""), "/");
  EXPECT_EQ(path_of("ftp://host/pub/1"), "ftp:/pub/1");
}

}  // namespace
}  // namespace brood
