#include "shop_test.hpp"

namespace {

using CatalogueTest = ShopTest;

TEST_F(CatalogueTest, FirstPageHasTwentyItems) {
  const auto response = http.get("/items");
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(response.json().at("items").size(), 20u);
}

TEST_F(CatalogueTest, NextPageGoesOnWhereTheFirstEnded) {
  const auto first = http.get("/items?limit=5").json().at("items");
  const long last = first.back().at("id").get<long>();
  const auto second = http.get("/items?limit=5&after=" + std::to_string(last)).json().at("items");
  ASSERT_EQ(second.size(), 5u);
  EXPECT_EQ(second.front().at("id"), last + 1);
}

TEST_F(CatalogueTest, PageOfNothingIsABadRequest) { EXPECT_EQ(http.get("/items?limit=0").status, 400); }

TEST_F(CatalogueTest, ItemHasANameAndAPrice) {
  const auto item = http.get("/items/7").json();
  EXPECT_EQ(item.at("id"), 7);
  EXPECT_NE(item.at("name"), "");
  EXPECT_GT(item.at("price_cents"), 0);
}

TEST_F(CatalogueTest, UnknownItemIsNotFound) { EXPECT_EQ(http.get("/items/123456789").status, 404); }

TEST_F(CatalogueTest, SearchIgnoresCase) {
  const auto found = http.get("/search?q=" + http.escape("oak LAMP")).json().at("items");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().at("name"), "Oak Lamp");
}

TEST_F(CatalogueTest, SearchForSomethingElseFindsNothing) {
  const auto response = http.get("/search?q=submarine");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(response.json().at("items").empty());
}

TEST_F(CatalogueTest, SearchForOneLetterIsABadRequest) { EXPECT_EQ(http.get("/search?q=a").status, 400); }

TEST_F(CatalogueTest, LatestPointsToAnItem) {
  const auto response = http.get("/latest");
  EXPECT_EQ(response.status, 302);
  EXPECT_NE(response.location.find("/items/"), std::string::npos) << response.location;
}

TEST_F(CatalogueTest, LatestLeadsToAnItem) {
  const auto response = http.get_and_follow("/latest");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.redirects, 1);
  const auto item = response.json();
  EXPECT_NE(response.url.find("/items/" + item.at("id").dump()), std::string::npos) << response.url;
}

}  // namespace
