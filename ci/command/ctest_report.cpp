#include "ci/command/ctest_report.hpp"

#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <string_view>

#include "runner/core/read_whole_file.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

// "  Test #12: shop", a line each.
std::vector<std::string> listed_tests(const std::string& list) {
  constexpr std::string_view kBegin = "Test", kNumber = ": ", kDisabled = " (Disabled)";
  std::vector<std::string> names;
  std::istringstream lines(list);
  for (std::string line; std::getline(lines, line);) {
    const std::string_view text = trim(line);
    const std::size_t sign = text.find('#'), end = text.find(kNumber);
    if (!text.starts_with(kBegin) || sign == text.npos || end == text.npos || sign > end) continue;
    if (trim(text.substr(kBegin.size(), sign - kBegin.size())).empty() && !text.ends_with(kDisabled))
      names.emplace_back(text.substr(end + kNumber.size()));
  }
  return names;
}

// Whole lines, as many as there is room for; of a line that is too long its end.
std::string end_of(std::string_view output) {
  constexpr std::size_t kRoom = 1500;
  output = trim(output);
  constexpr std::string_view kForCtest = "CTEST_FULL_OUTPUT";
  if (output.starts_with(kForCtest)) output = trim(output.substr(kForCtest.size()));
  if (output.size() <= kRoom) return std::string(output);
  output.remove_prefix(output.size() - kRoom);
  const std::size_t line = output.find('\n');
  return "... " + std::string(trim(line == output.npos ? output : output.substr(line)));
}

// Empty for a test that passed, was skipped or is disabled.
std::string what_became_of(pugi::xml_node test) {
  const std::string_view status = test.attribute("status").value();
  const std::string_view skipped = test.child("skipped").attribute("message").value();
  if (status == "run" || status == "disabled" || skipped.starts_with("SKIP_")) return {};
  std::string what = "the load did not run";
  const std::string_view failure = test.child("failure").attribute("message").value();
  const std::string_view reason = failure.empty() ? skipped : failure;
  if (!reason.empty()) what += " (ctest: " + std::string(reason) + ')';
  const std::string output = end_of(test.child("system-out").text().get());
  return output.empty() ? what : what + ": " + output;
}

}  // namespace

std::vector<UnpassedTest> unpassed_tests(const std::string& list, const std::string& report_xml) {
  pugi::xml_document report;
  // A report that is cut tells of the tests before its end.
  report.load_buffer(report_xml.data(), report_xml.size());
  std::map<std::string, std::string> told;
  for (pugi::xml_node test : report.child("testsuite").children("testcase"))
    told[test.attribute("name").value()] = what_became_of(test);
  for (const std::string& name : listed_tests(list))
    told.try_emplace(name, "the load did not run: ctest was ended before");
  std::vector<UnpassedTest> unpassed;
  for (auto& [name, what] : told)
    if (!what.empty()) unpassed.push_back({name, what});
  return unpassed;
}

std::vector<UnpassedTest> unpassed_tests(const std::filesystem::path& folder,
                                         std::vector<std::string>& problems) {
  std::string texts[2];
  const char* const names[2] = {"ctest.txt", "ctest.xml"};
  for (int i = 0; i < 2; ++i) {
    const std::filesystem::path path = folder / names[i];
    std::error_code failure;
    if (!std::filesystem::exists(path, failure)) continue;
    Expected<std::string> text = read_whole_file(path.string(), most_bytes::kTestReport);
    if (text) texts[i] = *std::move(text);
    else problems.push_back(text.error().message);
  }
  return unpassed_tests(texts[0], texts[1]);
}

}  // namespace brood
