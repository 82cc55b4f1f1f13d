#include "runner/swarm/request_names.hpp"

#include "runner/channel/records.hpp"
#include "runner/core/request_name.hpp"

namespace brood {

namespace {

constexpr std::size_t kMostKnown = 10'000;

std::string usual_name(std::string_view path) {
  std::string name(channel::kMaxNameLength, '\0');
  name.resize(request_name(path, name.data(), name.size()));
  return name;
}

}  // namespace

const std::string& RequestNames::name(std::string_view path) {
  const std::string text(path);
  if (const auto found = known_.find(text); found != known_.end()) return found->second;
  if (known_.size() == kMostKnown) known_.clear();
  std::optional<std::string> named = rules_.name(text);
  return known_.emplace(text, named ? *std::move(named) : usual_name(path)).first->second;
}

}  // namespace brood
