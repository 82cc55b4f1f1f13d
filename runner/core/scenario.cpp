#include "runner/core/scenario.hpp"

#include <algorithm>
#include <charconv>

#include "runner/core/text.hpp"

namespace brood {
namespace {

constexpr std::string_view kRangeMark = "..";
constexpr std::string_view kPacingMark = "pacing:";

Error bad_wait(std::string_view text, const std::string& why) {
  return Error{in_quotes(text) + " is not a wait (none, 2s, 500ms..2s or pacing:1s): " + why};
}

Error bad_statuses(std::string_view text, const std::string& why) {
  return Error{in_quotes(text) + " is not a list of statuses (such as 500-599,404, or none): " + why};
}

bool read_status(std::string_view text, int& status) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), status);
  return code == std::errc{} && end == text.data() + text.size() && status >= 0 && status <= 999;
}

}  // namespace

Expected<Wait> parse_wait(std::string_view text) {
  const std::string_view wait = trim(text);
  if (wait == "none") return Wait{};
  const bool paced = wait.starts_with(kPacingMark);
  const std::string_view range = paced ? wait.substr(kPacingMark.size()) : wait;
  const std::size_t mark = paced ? std::string_view::npos : range.find(kRangeMark);
  const bool is_range = mark != std::string_view::npos;

  const Expected<Nanos> min = parse_duration(range.substr(0, mark));
  if (!min) return bad_wait(text, min.error().message);
  const Expected<Nanos> max = is_range ? parse_duration(range.substr(mark + kRangeMark.size())) : min;
  if (!max) return bad_wait(text, max.error().message);
  if (*max < *min) return bad_wait(text, "it goes from more to less");
  if (paced && *min == Nanos{0}) return bad_wait(text, "a pace of 0 is none");
  return Wait{paced ? Wait::Kind::pacing : Wait::Kind::between, *min, *max};
}

std::string format_wait(const Wait& wait) {
  switch (wait.kind) {
    case Wait::Kind::none:
      return "none";
    case Wait::Kind::pacing:
      return std::string{kPacingMark} + format_duration(wait.min);
    case Wait::Kind::between:
      break;
  }
  if (wait.min == wait.max) return format_duration(wait.min);
  return format_duration(wait.min) + std::string{kRangeMark} + format_duration(wait.max);
}

bool StatusSet::contains(int status) const {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const auto& range) { return range.first <= status && status <= range.second; });
}

Expected<StatusSet> parse_status_set(std::string_view text) {
  constexpr std::size_t kMostRanges = 1000;  // there are no more statuses
  StatusSet set;
  if (trim(text) == "none") return set;
  for (std::size_t next = 0; next <= text.size();) {
    const std::size_t end = std::min(text.find(',', next), text.size());
    const std::string_view part = trim(text.substr(next, end - next));
    const std::size_t dash = part.find('-');
    int first = 0;
    int last = 0;
    if (!read_status(trim(part.substr(0, dash)), first))
      return bad_statuses(text, in_quotes(part) + " is not a status from 0 to 999");
    last = first;
    if (dash != std::string_view::npos && !read_status(trim(part.substr(dash + 1)), last))
      return bad_statuses(text, in_quotes(part) + " is not a range of statuses from 0 to 999");
    if (set.ranges.size() == kMostRanges) return bad_statuses(text, "it has more than 1000 of them");
    if (last < first) return bad_statuses(text, in_quotes(part) + " goes from more to less");
    set.ranges.emplace_back(first, last);
    next = end + 1;
  }
  return set;
}

std::string format_status_set(const StatusSet& set) {
  std::string text;
  for (const auto& [first, last] : set.ranges) {
    if (!text.empty()) text += ',';
    text += std::to_string(first);
    if (last != first) text += '-' + std::to_string(last);
  }
  return text.empty() ? "none" : text;
}

Status check_arrivals(const Scenario& scenario) {
  if (scenario.only_with_arrivals.empty() || scenario.is_open()) return Done{};
  return Error{scenario.only_with_arrivals +
               " says something about arrivals, but there are none; give --rate N/s too"};
}

}  // namespace brood
