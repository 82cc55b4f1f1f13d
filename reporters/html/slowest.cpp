#include "reporters/html/slowest.hpp"

#include <algorithm>
#include <array>

#include "reporters/html/positions.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

// More bars in one waterfall tell a person nothing, and more in all make the page slow.
constexpr std::size_t kMaxBars = 40;
constexpr std::size_t kMaxBarsInAll = 20'000;
constexpr std::size_t kMinBars = 5;

const char* word_of(Outcome outcome) {
  static constexpr std::array kWords = {"passed", "failed", "skipped", "abandoned"};
  return kWords[static_cast<std::size_t>(outcome)];
}

Json bars(const Positions<RequestKey>& requests, const SlowIteration& iteration, std::size_t most) {
  Json list = Json::array();
  for (const SlowRequest& request : iteration.requests) {
    if (list.size() == most) break;
    const RequestKey key{request.method, request.name};
    Json bar = {requests.of(key), to_ms(request.offset), to_ms(request.duration), request.status,
                word_of(request.outcome)};
    // One of those whose names are counted together.
    if (bar[0] == -1) bar[0] = to_utf8(key.text());
    list.push_back(std::move(bar));
  }
  return list;
}

std::size_t bars_for_each(const Result& result) {
  std::size_t iterations = 0;
  for (const auto& [task, slowest] : result.slowest) iterations += slowest.size();
  return std::clamp(kMaxBarsInAll / std::max<std::size_t>(iterations, 1), kMinBars, kMaxBars);
}

}  // namespace

Json slowest_of(const Result& result) {
  const std::size_t most = bars_for_each(result);
  const Positions requests(result.requests);
  Json list = Json::array();
  for (const auto& [task, iterations] : result.slowest) {
    Json shown = Json::array();
    for (const SlowIteration& iteration : iterations) {
      Json json = {{"user", iteration.user},
                   {"start_s", to_seconds(iteration.start)},
                   {"ms", to_ms(iteration.duration)},
                   {"outcome", word_of(iteration.outcome)}};
      json["requests"] = bars(requests, iteration, most);
      json["more"] = iteration.requests.size() - json["requests"].size() + iteration.more_requests;
      shown.push_back(std::move(json));
    }
    list.push_back({{"task", to_utf8(task)}, {"iterations", std::move(shown)}});
  }
  return list;
}

}  // namespace brood
