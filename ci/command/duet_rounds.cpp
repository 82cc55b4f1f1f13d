#include "ci/command/duet_rounds.hpp"

#include <filesystem>

#include "ci/gate/duet_json.hpp"
#include "ci/gate/rounds_json.hpp"
#include "runner/core/read_whole_file.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

// What `read` makes of a file's text; its errors with the file's name.
template <class Read>
auto read_from(const std::string& path, std::uint64_t most, Read read) -> decltype(read(std::string_view())) {
  const Expected<std::string> text = read_whole_file(path, most);
  if (!text) return text.error();
  auto value = read(*text);
  if (!value) return Error{in_quotes(path) + ": " + value.error().message};
  return value;
}

Expected<std::vector<Round>> read_enough_rounds(std::string_view text) {
  Expected<std::vector<Round>> rounds = read_rounds(text);
  if (!rounds || rounds->size() >= kFewestRounds) return rounds;
  return Error{"it has " + std::to_string(rounds->size()) + " rounds; a duet needs at least " +
               std::to_string(kFewestRounds)};
}

}  // namespace

Expected<std::vector<Variances>> read_priors(const std::vector<std::string>& files) {
  std::vector<Variances> prior;
  for (const std::string& path : files) {
    Expected<Variances> variances = read_from(path, most_bytes::kBaseline, read_variances);
    if (!variances) return variances.error();
    prior.push_back(std::move(*variances));
  }
  return prior;
}

Expected<std::vector<Variances>> read_own_priors(const std::vector<std::string>& files,
                                                 const std::string& origin,
                                                 std::vector<std::string>& left_out) {
  std::vector<std::string> own;
  for (const std::string& path : files) {
    std::error_code failure;
    if (!std::filesystem::exists(path, failure)) {
      left_out.push_back("--prior: " + in_quotes(path) + " is not there, so it is left out");
      continue;
    }
    const Expected<std::string> text = read_whole_file(path, most_bytes::kBaseline);
    const std::string theirs = text ? read_origin(*text) : std::string();
    if (theirs.empty() || theirs == origin) own.push_back(path);
    else
      left_out.push_back("--prior: " + in_quotes(path) + " is of another machine or load, so it is left out");
  }
  return read_priors(own);
}

Expected<DuetReport> judge_rounds(const DuetOptions& plan) {
  Expected<std::vector<Variances>> prior = read_priors(plan.priors);
  if (!prior) return prior.error();
  const Expected<std::vector<Round>> rounds =
      read_from(plan.rounds_file, most_bytes::kRounds, read_enough_rounds);
  if (!rounds) return rounds.error();
  GateOptions options = plan.gate;
  options.looks = looks_within(options.looks, static_cast<int>(rounds->size()));
  DuetJudge judge(std::move(options), *std::move(prior));
  for (const Round& round : *rounds)
    if (judge.observe(round)) break;
  return judge.report();
}

}  // namespace brood
