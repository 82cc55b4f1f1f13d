#include "ci/gate/rounds_json.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "ci/gate/shown_json.hpp"
#include "runner/core/read_json.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;

// What is wrong with a line. Caught where the line's number is known.
struct Wrong {
  std::string what;
};

const Json& member(const Json& object, const char* key, const std::string& where) {
  const auto found = object.find(key);
  if (found == object.end()) throw Wrong{where + "'" + key + "' is missing"};
  return *found;
}

// A believable count, so that sums of them cannot overflow.
bool is_count(const Json& json) {
  constexpr std::uint64_t kMost = 1'000'000'000'000;
  return json.is_number_unsigned() && json.get<std::uint64_t>() <= kMost;
}

std::uint64_t whole(const Json& json, std::uint64_t least, const std::string& what) {
  if (is_count(json) && json.get<std::uint64_t>() >= least) return json.get<std::uint64_t>();
  throw Wrong{what + " is " + shown(json) + ", but must be a whole number from " + std::to_string(least) +
              " to 10^12"};
}

Bucket read_bucket(const Json& pair, const std::string& where) {
  const bool is_pair = pair.is_array() && pair.size() == 2 && pair[0].is_number() && is_count(pair[1]);
  const double low = is_pair ? pair[0].get<double>() : -1;
  constexpr double kMost = 1e15;  // 30 years
  if (!(low >= 0 && low <= kMost)) {
    throw Wrong{where + "latency_us has " + shown(pair) +
                ", but must have pairs of a bucket's low edge, from 0 on, and its count, from 0 to 10^12"};
  }
  const int exponent = low < 1 ? 0 : std::ilogb(low);
  return {low, low + std::ldexp(1.0, std::max(0, exponent - 10)), pair[1].get<std::uint64_t>()};
}

std::vector<Bucket> read_latency(const Json& json, const std::string& where) {
  if (!json.is_array()) throw Wrong{where + "latency_us is not an array of pairs"};
  std::vector<Bucket> buckets;
  buckets.reserve(json.size());
  for (const Json& pair : json) buckets.push_back(read_bucket(pair, where));
  const auto lower = [](const Bucket& a, const Bucket& b) { return a.low < b.low; };
  if (!std::is_sorted(buckets.begin(), buckets.end(), lower))
    std::sort(buckets.begin(), buckets.end(), lower);
  return buckets;
}

TaskRound read_task(const Json& json, const std::string& name) {
  const std::string where = "task " + in_quotes(name) + ": ";
  if (!json.is_object()) throw Wrong{where + "is not an object with requests, errors and latency_us"};
  TaskRound task;
  task.requests = whole(member(json, "requests", where), 0, where + "'requests'");
  task.errors = whole(member(json, "errors", where), 0, where + "'errors'");
  if (task.errors > task.requests) {
    throw Wrong{where + std::to_string(task.errors) + " errors of " + std::to_string(task.requests) +
                " requests cannot be; requests count those that failed too"};
  }
  task.latency = read_latency(member(json, "latency_us", where), where);
  return task;
}

struct Line {
  int round = 0;
  bool is_new = false;
  Side side;
};

Line read_line(const Json& json) {
  if (!json.is_object()) throw Wrong{"is not a JSON object"};
  Line line;
  constexpr std::uint64_t kMostRounds = 1'000'000;
  const std::uint64_t number = whole(member(json, "round", ""), 1, "'round'");
  if (number > kMostRounds) throw Wrong{"'round' is " + std::to_string(number) + ", above 1,000,000"};
  line.round = static_cast<int>(number);
  const Json& version = member(json, "version", "");
  if (version != "old" && version != "new")
    throw Wrong{"'version' is " + shown(version) + R"(, but must be "old" or "new")"};
  line.is_new = version == "new";
  line.side.slot = static_cast<int>(std::min<std::uint64_t>(whole(member(json, "slot", ""), 0, "'slot'"), 1));
  const Json& seconds = member(json, "seconds", "");
  constexpr double kLongest = 1e6;  // eleven days
  if (!seconds.is_number() || !(seconds.get<double>() > 0 && seconds.get<double>() <= kLongest))
    throw Wrong{"'seconds' is " + shown(seconds) + ", but must be a number above 0, up to 1,000,000"};
  line.side.seconds = seconds.get<double>();
  const Json& tasks = member(json, "tasks", "");
  if (!tasks.is_object()) throw Wrong{"'tasks' is not an object of tasks by name"};
  for (const auto& [name, task] : tasks.items()) line.side.tasks[name] = read_task(task, name);
  return line;
}

// Both versions of a round, as far as they came, and the line of the first.
struct Half {
  std::size_t line = 0;
  std::optional<Side> before;
  std::optional<Side> after;
};
using Halves = std::map<int, Half>;

void add(Line read, std::size_t number, Halves& halves) {
  Half& half = halves.try_emplace(read.round, Half{number, {}, {}}).first->second;
  std::optional<Side>& side = read.is_new ? half.after : half.before;
  if (side) {
    throw Wrong{"round " + std::to_string(read.round) + " of the " + (read.is_new ? "new" : "old") +
                " version was there already"};
  }
  side = std::move(read.side);
}

Expected<std::vector<Round>> joined(Halves&& halves) {
  std::vector<Round> rounds;
  for (auto& [number, half] : halves) {
    if (!half.before || !half.after) {
      return Error{"line " + std::to_string(half.line) + ": round " + std::to_string(number) +
                   " has no line of the " + (half.before ? "new" : "old") +
                   " version; each round takes a line of both"};
    }
    rounds.push_back({number, std::move(*half.before), std::move(*half.after)});
  }
  return rounds;
}

// Each task is looked at in each round, whether it has run or not.
constexpr std::size_t kMostFigures = 1'000'000;

std::set<std::string_view> names_of(const Halves& halves) {
  std::set<std::string_view> names;
  for (const auto& [number, half] : halves)
    for (const auto* side : {&half.before, &half.after})
      if (*side)
        for (const auto& [name, task] : (*side)->tasks) names.insert(name);
  return names;
}

bool is_blank(std::string_view line) { return trim(line).empty(); }

}  // namespace

Expected<std::vector<Round>> read_rounds(std::string_view text) {
  Halves halves;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (is_blank(line)) continue;
    try {
      const Expected<Json> json = read_json(line, {8, true});
      if (!json) throw Wrong{json.error().message};
      add(read_line(*json), number, halves);
    } catch (const Wrong& wrong) {
      return Error{"line " + std::to_string(number) + ": " + wrong.what};
    }
  }
  if (const std::size_t figures = halves.size() * names_of(halves).size(); figures > kMostFigures) {
    return Error{"it has " + std::to_string(figures) + " figures, rounds times tasks, of which " +
                 std::to_string(kMostFigures) + " can be judged; give fewer rounds or tasks"};
  }
  return joined(std::move(halves));
}

}  // namespace brood
