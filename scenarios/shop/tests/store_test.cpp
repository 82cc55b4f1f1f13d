#include "scenarios/shop/store/store.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace shop {
namespace {

constexpr std::int64_t kPieces = 5;

class StoreTest : public testing::Test {
 protected:
  ItemId limited_edition() { return store_.catalogue.search("limited edition", 1).at(0).id; }
  std::optional<std::int64_t> pieces_left() { return store_.catalogue.find(limited_edition())->stock; }

  Store store_{":memory:", kPieces};
  UserId anna_ = store_.accounts.add("anna", "secret").value();
  UserId bert_ = store_.accounts.add("bert", "secret").value();
};

TEST_F(StoreTest, PasswordOpensTheAccount) {
  EXPECT_EQ(store_.accounts.authenticate("anna", "secret"), anna_);
  EXPECT_EQ(store_.accounts.authenticate("anna", "Secret"), std::nullopt);
  EXPECT_EQ(store_.accounts.authenticate("carl", "secret"), std::nullopt);
}

TEST_F(StoreTest, NameIsGivenOnce) { EXPECT_EQ(store_.accounts.add("anna", "other"), std::nullopt); }

TEST_F(StoreTest, PagesCoverTheCatalogueWithoutOverlap) {
  std::set<ItemId> seen;
  ItemId last = 0;
  for (auto page = store_.catalogue.page(last, 100); !page.empty(); page = store_.catalogue.page(last, 100)) {
    for (const Item& item : page) EXPECT_TRUE(seen.insert(item.id).second) << item.id;
    last = page.back().id;
  }
  EXPECT_EQ(seen.size(), 500u);
}

TEST_F(StoreTest, SearchTextIsNotAPattern) { EXPECT_TRUE(store_.catalogue.search("O%k", 10).empty()); }

TEST_F(StoreTest, BasketsAreApart) {
  store_.baskets.add(anna_, 1, 2);
  EXPECT_EQ(store_.baskets.lines(anna_).size(), 1u);
  EXPECT_TRUE(store_.baskets.lines(bert_).empty());
}

TEST_F(StoreTest, QuantityStopsAtItsLimit) {
  store_.baskets.add(anna_, 1, kMaxQuantity);
  store_.baskets.add(anna_, 1, kMaxQuantity);
  EXPECT_EQ(store_.baskets.lines(anna_).at(0).quantity, kMaxQuantity);
}

TEST_F(StoreTest, OrderTakesBasketAndStockTogether) {
  store_.baskets.add(anna_, limited_edition(), 2);
  const auto order = std::get<Order>(store_.orders.place(anna_, "card"));
  EXPECT_EQ(store_.orders.lines(order.id).at(0).quantity, 2);
  EXPECT_TRUE(store_.baskets.lines(anna_).empty());
  EXPECT_EQ(pieces_left(), kPieces - 2);
}

TEST_F(StoreTest, SoldOutLineLeavesEverythingAsItWas) {
  store_.baskets.add(anna_, 1, 1);
  store_.baskets.add(anna_, limited_edition(), kPieces + 1);
  EXPECT_TRUE(std::holds_alternative<SoldOut>(store_.orders.place(anna_, "card")));
  EXPECT_EQ(store_.baskets.lines(anna_).size(), 2u);
  EXPECT_EQ(pieces_left(), kPieces);
  EXPECT_TRUE(store_.orders.of_user(anna_, 10).empty());
}

TEST_F(StoreTest, EmptyBasketIsNoOrder) {
  EXPECT_TRUE(std::holds_alternative<EmptyBasket>(store_.orders.place(anna_, "card")));
}

TEST_F(StoreTest, OrderIsHiddenFromOthers) {
  store_.baskets.add(anna_, 1, 1);
  const auto order = std::get<Order>(store_.orders.place(anna_, "card"));
  EXPECT_TRUE(store_.orders.find(anna_, order.id));
  EXPECT_FALSE(store_.orders.find(bert_, order.id));
}

class StoreFileTest : public testing::Test {
 protected:
  ~StoreFileTest() override { std::filesystem::remove_all(folder_); }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("shop_store_test_" + std::to_string(::getpid()));
  const bool made_ = std::filesystem::create_directory(folder_);
  const std::string path_ = folder_ / "shop.db";
};

TEST_F(StoreFileTest, RemembersWhatWasBought) {
  UserId user = 0;
  {
    Store store(path_, kPieces);
    user = store.accounts.add("anna", "secret").value();
    store.baskets.add(user, 1, 1);
    store.orders.place(user, "invoice");
  }
  Store store(path_, kPieces);
  EXPECT_EQ(store.orders.of_user(user, 10).at(0).payment, "invoice");
}

std::string failure_to_open(const std::string& path) {
  try {
    Store store(path, kPieces);
    return "opened";
  } catch (const DatabaseError& error) {
    return error.what();
  }
}

TEST_F(StoreFileTest, FileThatCannotBeOpenedIsNamed) {
  EXPECT_THAT(failure_to_open(folder_ / "missing" / "shop.db"), testing::HasSubstr("missing/shop.db"));
}

TEST_F(StoreFileTest, FileThatIsNoDatabaseIsNamed) {
  std::ofstream(path_) << "lamps, chairs and kettles: this is a letter and not a database";
  EXPECT_THAT(failure_to_open(path_), testing::HasSubstr(path_));
}

// Buys single pieces of the item until it is sold out.
std::vector<OrderId> buy_all_that_is_left(Store& store, const std::string& name, ItemId item) {
  const UserId user = store.accounts.add(name, "secret").value();
  std::vector<OrderId> bought;
  while (true) {
    store.baskets.add(user, item, 1);
    const auto result = store.orders.place(user, "card");
    if (!std::holds_alternative<Order>(result)) return bought;
    bought.push_back(std::get<Order>(result).id);
  }
}

TEST_F(StoreFileTest, EveryPieceIsSoldOnceToBuyersThatComeTogether) {
  constexpr std::int64_t kStock = 400;
  constexpr std::size_t kBuyers = 8;
  Store store(path_, kStock);
  const ItemId item = store.catalogue.search("limited edition", 1).at(0).id;

  std::vector<std::vector<OrderId>> bought(kBuyers);
  {
    std::vector<std::jthread> buyers;
    for (std::size_t i = 0; i < kBuyers; ++i)
      buyers.emplace_back(
          [&, i] { bought[i] = buy_all_that_is_left(store, "buyer" + std::to_string(i), item); });
  }

  std::set<OrderId> different;
  std::size_t all = 0;
  for (const auto& orders : bought) {
    different.insert(orders.begin(), orders.end());
    all += orders.size();
  }
  EXPECT_EQ(all, static_cast<std::size_t>(kStock));
  EXPECT_EQ(different.size(), all) << "two orders had the same number";
  EXPECT_EQ(store.catalogue.find(item)->stock, 0);
}

}  // namespace
}  // namespace shop
