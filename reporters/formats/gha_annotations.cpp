#include "reporters/formats/gha_annotations.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "reporters/check_text.hpp"
#include "reporters/junit_cases.hpp"
#include "reporters/printable.hpp"

namespace brood {
namespace {

constexpr std::size_t kMostOfAKind = 10;
constexpr std::size_t kMaxTitle = 200;
constexpr std::size_t kMaxMessage = 1'000;

struct Annotation {
  std::string title;
  std::string message;  // may have several lines
  std::string file;
  std::uint64_t line = 0;  // 0 for none
};
using Annotations = std::vector<Annotation>;

// The runner undoes this after it has split the line at its signs.
std::string escaped(const std::string& text, std::string_view signs) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (signs.find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte / 16], kDigits[byte % 16]};
  }
  return out;
}
std::string message_text(const std::string& text) { return escaped(text, "%\r\n"); }
std::string property_text(const std::string& text) { return escaped(text, "%\r\n:,"); }

Annotation annotation(const std::string& title, const std::string& message) {
  return {shorten(one_line(title), kMaxTitle), shorten(printable(message), kMaxMessage), {}, 0};
}

// "shop_test.cpp:41" in its two parts; a text without a line, or with nothing else, is all file.
void set_place(Annotation& annotation, const std::string& where) {
  annotation.file = where;
  const std::size_t colon = where.rfind(':');
  if (colon == std::string::npos || colon == 0) return;
  const char* end = where.data() + where.size();
  std::uint64_t line = 0;
  const auto [rest, failure] = std::from_chars(where.data() + colon + 1, end, line);
  if (failure != std::errc() || rest != end || line == 0) return;
  annotation.file.resize(colon);
  annotation.line = line;
}

// What fails the run.
Annotations errors_of(const Result& result) {
  Annotations list;
  for (const JUnitCase& test : junit_cases(result))
    if (test.outcome == JUnitCase::Outcome::failure || test.outcome == JUnitCase::Outcome::error)
      list.push_back(annotation(test.classname + ": " + test.name, test.message));
  return list;
}

// Its most frequent failures.
Annotations warnings_of(const Result& result) {
  Annotations list;
  for (std::size_t i = 0; i < std::min(result.errors.size(), kMostOfAKind); ++i) {
    const ErrorCount& error = result.errors[i].example;
    const auto this_one = [&](const ErrorCount& other) { return &other == &error; };
    const std::string name = error.task.empty() ? RequestKey{error.method, error.name}.text() : error.task;
    list.push_back(annotation(result.header.scenario.name + ": " + name,
                              error_examples(result, this_one, 1, kMaxMessage / 2)));
    set_place(list.back(), one_line(error.where));
  }
  return list;
}

void write_command(const char* command, const Annotation& each, std::ostream& out) {
  out << "::" << command << ' ';
  if (!each.file.empty()) out << "file=" << property_text(each.file) << ',';
  if (each.line > 0) out << "line=" << each.line << ',';
  out << "title=" << property_text(each.title) << "::" << message_text(each.message) << '\n';
}

// The first of each list, then the second of each, until there are enough.
void write_in_turn(const char* command, const std::vector<Annotations>& lists, std::ostream& out) {
  std::size_t written = 0;
  for (std::size_t i = 0; i < kMostOfAKind; ++i)
    for (const Annotations& list : lists)
      if (i < list.size() && written++ < kMostOfAKind) write_command(command, list[i], out);
}

}  // namespace

void write_gha_annotations(std::span<const Result> runs, std::ostream& out) {
  std::vector<Annotations> errors, warnings;
  for (const Result& run : runs) {
    errors.push_back(errors_of(run));
    warnings.push_back(warnings_of(run));
  }
  write_in_turn("error", errors, out);
  write_in_turn("warning", warnings, out);
}

void write_gha_annotations(const Result& result, std::ostream& out) {
  write_gha_annotations(std::span(&result, 1), out);
}

}  // namespace brood
