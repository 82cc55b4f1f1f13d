#include <algorithm>
#include <vector>

#include "runner/core/text.hpp"
#include "runner/core/threshold.hpp"
#include "runner/core/threshold_sense.hpp"
#include "runner/core/threshold_words.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

constexpr std::string_view kShape =
    "a threshold reads SELECTOR: METRIC OP VALUE, such as requests: p95 < 250ms";
constexpr std::size_t kLongestText = 10'000;
constexpr std::string_view kSelectors = "selectors: tasks, requests, task 'GLOB', request 'GLOB', sut, run";
constexpr std::string_view kOps = "operators: <, <=, >, >=, ==, !=";
constexpr std::string_view kEnd = " \t\r\n\f\v,";  // of a word behind the operator
constexpr std::string_view kNameBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

constexpr std::string_view kWindows =
    "windows: for D (each second of D breaks it), over D (the last D), within D (the first D), such as for "
    "10s";

const std::pair<std::string_view, Threshold::Window>* find_window(std::string_view word) {
  const auto* const known = std::find_if(kWindowWords.begin(), kWindowWords.end(),
                                         [&](const auto& entry) { return entry.first == word; });
  return known == kWindowWords.end() ? nullptr : known;
}

std::uint8_t scopes_of(Subject subject) {
  switch (subject) {
    case Subject::tasks:
    case Subject::task:
      return kRowScope;
    case Subject::requests:
    case Subject::request:
      return kRowScope | kRequestScope;
    case Subject::sut:
      return kSutScope;
    case Subject::run:
      return kRunScope;
  }
  return 0;
}

std::string_view subjects_of(std::uint8_t scopes) {
  if (scopes & kSutScope) return "sut";
  if (scopes & kRunScope) return "run";
  if (scopes & kRequestScope) return "requests";
  return "tasks";
}

std::string_view subjects_of(const Metric& metric) {
  return metric.scopes == kRowScope ? "tasks and requests" : subjects_of(metric.scopes);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += text.empty() ? word : ", " + word;
  return text;
}

// Percentiles are told once for each family.
std::string metrics_of(std::uint8_t scopes) {
  std::vector<std::string> names;
  bool has_percentile = false;
  for (const Metric& metric : metric_table()) {
    if (!(metric.scopes & scopes)) continue;
    std::string name = metric.name;
    if (metric.quantile) {
      name = name.substr(0, name.rfind('p')) + "pN";
      has_percentile = true;
    }
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return "metrics of " + std::string{subjects_of(scopes)} + ": " + joined(names) +
         (has_percentile ? "; pN is any percentile, such as p95 or p99.9" : "");
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(word, candidates);
  return near.empty() ? "" : "; did you mean " + std::string{near} + "?";
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(trim(text)) { threshold_.text = text_; }

  Expected<Threshold> parse() {
    for (const auto step : {&Parser::selector, &Parser::metric, &Parser::op, &Parser::value, &Parser::window,
                            &Parser::abort, &Parser::end}) {
      skip_space();
      if (const Status status = (this->*step)(); !status) return status.error();
    }
    return threshold_;
  }

 private:
  Status selector();
  Status glob(std::string_view selector);
  Status metric();
  std::string_view metric_words();
  Status op();
  Status value();
  Status window();
  Status abort();
  Status end();

  void skip_space() { next_ = std::min(text_.find_first_not_of(" \t\r\n\f\v", next_), text_.size()); }
  std::string_view take_while(std::string_view bytes) {
    const std::size_t begin = next_;
    next_ = std::min(text_.find_first_not_of(bytes, next_), text_.size());
    return text_.substr(begin, next_ - begin);
  }
  std::string_view take_until(std::string_view bytes) {
    const std::size_t begin = next_;
    next_ = std::min(text_.find_first_of(bytes, next_), text_.size());
    return text_.substr(begin, next_ - begin);
  }
  bool take(char c) {
    if (next_ == text_.size() || text_[next_] != c) return false;
    ++next_;
    return true;
  }
  // Three lines: what is wrong, where, and what is accepted there. `word` is a view into the text.
  Error wrong(std::string_view word, const std::string& what, std::string_view accepted) const;
  Error wrong_here(const std::string& what, std::string_view accepted) const {
    return wrong(text_.substr(next_, 0), what, accepted);
  }

  std::string_view text_;
  std::size_t next_ = 0;
  Threshold threshold_;
};

Error Parser::wrong(std::string_view word, const std::string& what, std::string_view accepted) const {
  constexpr std::size_t kBefore = 50;  // of the text, so that a long one still shows the place
  constexpr std::size_t kShown = 100;
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  const auto place = static_cast<std::size_t>(word.data() - text_.data());
  std::size_t begin = place > kBefore ? place - kBefore : 0;
  while (begin < place && is_continuation(text_[begin])) ++begin;
  std::size_t end = std::min(begin + kShown, text_.size());
  while (end > begin && end < text_.size() && is_continuation(text_[end])) --end;

  std::string shown = begin > 0 ? "..." : "";
  std::size_t column = shown.size();
  std::size_t marks = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text_[i]);
    shown += byte < 0x20 || byte == 0x7f ? ' ' : text_[i];
    if (is_continuation(text_[i])) continue;
    if (i < place) ++column;
    else if (i < place + word.size()) ++marks;
  }
  if (end < text_.size()) shown += "...";
  const std::string mark = std::string(column, ' ') + '^' + std::string(marks > 1 ? marks - 1 : 0, '~');
  return Error{"threshold: " + what + "\n  " + shown + "\n  " + mark + "\n" + std::string{accepted}};
}

Status Parser::selector() {
  if (text_.empty()) return wrong_here("it is empty", kShape);
  if (text_.size() > kLongestText)
    return wrong(text_.substr(kLongestText, 1),
                 "it is longer than " + std::to_string(kLongestText) + " bytes",
                 "a name can be given in short, as in task 'Shop.*'");
  const std::string_view word = take_while(kNameBytes);
  const auto* const known = std::find_if(kSubjectWords.begin(), kSubjectWords.end(),
                                         [&](const auto& entry) { return entry.first == word; });
  if (word.empty()) return wrong_here("there is no selector", kSelectors);
  if (known == kSubjectWords.end()) {
    std::vector<std::string_view> words;
    for (const auto& entry : kSubjectWords) words.push_back(entry.first);
    return wrong(word, "unknown selector " + in_quotes(word) + suggestion(word, words), kSelectors);
  }
  threshold_.subject = known->second;
  skip_space();
  if (takes_glob(threshold_.subject)) {
    if (Status status = glob(word); !status) return status;
    skip_space();
  }
  if (take(':')) return Done{};
  return wrong_here("there is no ':' after the selector", kShape);
}

Status Parser::glob(std::string_view selector) {
  const std::string example = std::string{selector} + (selector == "task" ? " 'Shop.*'" : " 'GET /items*'");
  if (next_ < text_.size() && text_[next_] == ':')
    return wrong_here(
        in_quotes(selector) + " needs a name; all of them together are " + std::string{selector} + "s",
        "such as " + example);
  const std::size_t begin = next_;
  if (!take('\'')) return wrong_here("the name is not in single quotes", "such as " + example);
  std::string& pattern = threshold_.glob;
  while (true) {
    pattern += take_until("'");
    if (!take('\'')) return wrong(text_.substr(begin, 1), "this quote is never closed", "such as " + example);
    if (!take('\'')) break;
    pattern += '\'';
  }
  if (pattern.empty())
    return wrong(text_.substr(begin, 2), "the name is empty",
                 "such as " + example + "; '*' matches every name");
  return Done{};
}

Status Parser::metric() {
  const std::string_view word = metric_words();
  const std::uint8_t scopes = scopes_of(threshold_.subject);
  if (word.empty()) return wrong_here("there is no metric", metrics_of(scopes));
  if (const std::size_t plus = word.find('+'); plus != std::string_view::npos) {
    if (trim(word.substr(0, plus)) != "passed" || trim(word.substr(plus + 1)) != "failed")
      return wrong(word, "no such sum; the only one is passed + failed", metrics_of(scopes));
  }
  const bool is_sum = word.find('+') != std::string_view::npos;
  const std::optional<Metric> known = metric_named(is_sum ? "passed + failed" : word);
  if (!known) {
    std::vector<std::string_view> names;
    for (const Metric& metric : metric_table()) {
      if (metric.scopes & scopes) names.push_back(metric.name);
    }
    return wrong(word, "unknown metric " + in_quotes(word) + suggestion(word, names), metrics_of(scopes));
  }
  if (!(known->scopes & scopes)) {
    const std::string kind{subjects_of(scopes)};
    return wrong(word,
                 in_quotes(word) + " is a metric of " + std::string{subjects_of(*known)} + ", not of " + kind,
                 metrics_of(scopes));
  }
  threshold_.metric = *known;
  return Done{};
}

// A name, or a sum of two.
std::string_view Parser::metric_words() {
  const std::size_t begin = next_;
  take_while(kNameBytes);
  const std::size_t end = next_;
  skip_space();
  if (!take('+')) {
    next_ = end;
  } else {
    skip_space();
    take_while(kNameBytes);
  }
  return trim(text_.substr(begin, next_ - begin));
}

Status Parser::op() {
  const std::string_view word = take_while("<>=!~");
  const auto* const known =
      std::find_if(kOpWords.begin(), kOpWords.end(), [&](const auto& entry) { return entry.first == word; });
  if (word.empty()) return wrong_here("there is no operator after " + threshold_.metric.name, kOps);
  if (known == kOpWords.end()) return wrong(word, "unknown operator " + in_quotes(word), kOps);
  threshold_.op = known->second;
  return Done{};
}

Status Parser::value() {
  const std::size_t begin = next_;
  const std::string_view number = take_until(kEnd);
  if (parse_number(number)) {
    const std::size_t end = next_;
    skip_space();
    const std::string_view unit = take_until(kEnd);
    if (unit.empty() || find_window(unit) != nullptr) next_ = end;
  }
  const std::string_view value = trim(text_.substr(begin, next_ - begin));
  if (value.empty()) return wrong_here("there is no value", accepted_value(threshold_.metric.unit));
  const Expected<double> limit = parse_value(threshold_.metric.unit, value);
  if (!limit) return wrong(value, limit.error().message, accepted_value(threshold_.metric.unit));
  threshold_.limit = *limit;
  return Done{};
}

Status Parser::window() {
  const std::size_t begin = next_;
  const std::string_view word = take_until(kEnd);
  const auto* const known = find_window(word);
  if (known == nullptr) {
    next_ = begin;
    return Done{};
  }
  skip_space();
  const std::string_view span = take_until(kEnd);
  if (span.empty())
    return wrong_here("there is no duration after " + in_quotes(word),
                      "such as " + std::string{word} + " 10s");
  const Expected<Nanos> duration = parse_duration(span);
  if (!duration) return wrong(span, duration.error().message, kWindows);
  if (*duration < kShortestWindow)
    return wrong(span, in_quotes(span) + " is shorter than a second, and figures are kept by the second",
                 "a window is at least 1s long");
  threshold_.window = known->second;
  threshold_.span = *duration;
  const std::string why_not = why_no_window(threshold_);
  return why_not.empty() ? Status{Done{}} : wrong(word, why_not, "leave the window out");
}

Status Parser::abort() {
  const std::size_t begin = next_;
  if (take(',')) skip_space();
  const std::string_view word = take_until(kEnd);
  if (word != "abort" || text_[begin] != ',') {
    next_ = begin;
    return Done{};
  }
  threshold_.abort = true;
  const std::string why_not = why_no_abort(threshold_);
  if (why_not.empty()) return Done{};
  const bool may_have_window = why_no_window(threshold_).empty();
  return wrong(
      word, why_not,
      may_have_window ? "leave ', abort' out, or give a window such as over 10s" : "leave ', abort' out");
}

Status Parser::end() {
  if (next_ == text_.size()) return Done{};
  const std::string_view rest = text_.substr(next_);
  const std::string_view word = take_until(kEnd);
  std::vector<std::string_view> words;
  for (const auto& entry : kWindowWords) words.push_back(entry.first);
  if (threshold_.window == Threshold::Window::whole_run && !nearest(word, words).empty())
    return wrong(word, "unknown window " + in_quotes(word) + suggestion(word, words), kWindows);
  if (word == "abort")
    return wrong(word, "there is no comma before 'abort'", "such as tasks: failures == 0, abort");
  const bool windowed = threshold_.window != Threshold::Window::whole_run;
  const std::string after = threshold_.abort ? "'abort'" : windowed ? "the window" : "the value";
  return wrong(rest, "nothing more is expected after " + after,
               threshold_.abort ? "write another threshold for another limit"
                                : "but ', abort', or a window: for 10s, over 10s, within 10s");
}

}  // namespace

Expected<Threshold> parse_threshold(std::string_view text) { return Parser{text}.parse(); }

}  // namespace brood
