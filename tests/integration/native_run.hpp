// Runs of native scenarios against a server of the test's.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {

class NativeScenario : public testing::Test {
 protected:
  Ended run(const std::string& scenario, const std::vector<std::string>& more) {
    std::vector<std::string> words{BROOD_COMMAND, "run", scenario, "--out", folder_.path(), "-r", "1000"};
    if (with_host_) words.insert(words.end(), {"-H", server_.url("")});
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  nlohmann::json stats() const { return nlohmann::json::parse(read_file(folder_.file("stats.json"))); }
  nlohmann::json row(const char* list, const std::string& name) const {
    const nlohmann::json all = stats();
    for (const nlohmann::json& one : all[list])
      if (one["name"] == name) return one;
    return {};
  }
  std::uint64_t count(const char* list, const std::string& name) const {
    const nlohmann::json one = row(list, name);
    return one.is_null() ? 0 : one["count"].get<std::uint64_t>();
  }
  // The messages of all errors, each on a line.
  std::string errors() const {
    const nlohmann::json all = stats();
    std::string text;
    for (const nlohmann::json& error : all["errors"]) text += error["message"].get<std::string>() + '\n';
    return text;
  }

  bool with_host_ = true;
  test::HttpServer server_;
  TemporaryFolder folder_;
};

}  // namespace brood
