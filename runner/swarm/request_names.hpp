// Names of requests by --name-rule. Here and not in the target, which may have no C++ run-time library.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runner/core/name_rule.hpp"

namespace brood {

class RequestNames {
 public:
  // Precondition: each text is a rule.
  explicit RequestNames(const std::vector<std::string>& rules) : rules_(rules) {}

  // The name of a path with its query: that of the first rule that matches, else the usual one.
  const std::string& name(std::string_view path);

 private:
  const NameRules rules_;
  std::unordered_map<std::string, std::string> known_;  // bounded
};

}  // namespace brood
