#pragma once

#include <gtest/gtest.h>

#include <string>

#include "http_client.hpp"

// A customer with an account and an empty basket, logged in. Needs the shop's address in SHOP_URL.
// Every process registers a customer of its own, so that many of them can test one shop at a time.
class ShopTest : public testing::Test {
 protected:
  ShopTest();

  void SetUp() override;
  void TearDown() override;

  Response log_in(const std::string& name, const std::string& password);
  // The id of the first item whose name has `text` in it.
  long find_item(const std::string& text);
  Response add_to_basket(long item, long quantity);
  Response order_by_card();

  static const std::string& user_name();
  static const std::string& password();

  HttpClient& http;
};
