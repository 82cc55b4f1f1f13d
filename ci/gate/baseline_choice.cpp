#include "ci/gate/baseline_choice.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "runner/core/text.hpp"

namespace brood {
namespace {

bool is_earlier(const Baseline& a, const Baseline& b) {
  return std::tie(a.started_at, a.machine, a.load) < std::tie(b.started_at, b.machine, b.load);
}

bool is_same_run(const Baseline& a, const Baseline& b) { return !is_earlier(a, b) && !is_earlier(b, a); }

// Why `run` is not compared with it, in words for several of the kind; empty if it is.
std::string hindrance(const Baseline& stored, const Baseline& run) {
  if (is_same_run(stored, run)) return "is this run itself";
  if (const Status usable = check_usable(stored); !usable) return "that " + usable.error().message;
  if (stored.load != run.load) return "of another scenario (" + difference(stored.load, run.load) + ")";
  if (stored.machine != run.machine)
    return "of another machine (" + difference(stored.machine, run.machine) + ")";
  return {};
}

std::string to_the_second(const std::string& time_stamp) { return time_stamp.substr(0, 19); }

std::string used_text(const std::vector<Baseline>& used) {
  std::string text = "Stored runs used: ";
  for (std::size_t i = 0; i < used.size(); ++i)
    text += (i == 0 ? "" : ", ") + to_the_second(used[i].started_at);
  return text + '.';
}

}  // namespace

BaselineChoice choose_baselines(const Baseline& run, std::vector<Baseline> stored) {
  std::sort(stored.begin(), stored.end(), is_earlier);
  stored.erase(std::unique(stored.begin(), stored.end(), is_same_run), stored.end());
  BaselineChoice choice;
  std::map<std::string, std::size_t> left_out;
  for (Baseline& baseline : stored) {
    const std::string why = hindrance(baseline, run);
    if (why.empty()) choice.used.push_back(std::move(baseline));
    else ++left_out[why];
  }
  if (choice.used.size() > kMostStoredRuns) {
    const std::size_t older = choice.used.size() - kMostStoredRuns;
    left_out["older than the last " + std::to_string(kMostStoredRuns)] = older;
    choice.used.erase(choice.used.begin(), choice.used.begin() + static_cast<std::ptrdiff_t>(older));
  }
  if (!choice.used.empty()) choice.remarks.push_back(used_text(choice.used));
  for (const auto& [why, count] : left_out)
    choice.remarks.push_back("Not used: " + std::to_string(count) + ' ' + why + '.');
  return choice;
}

}  // namespace brood
