#include "reporters/pipeline/index_page.hpp"

#include <pugixml.hpp>
#include <string>

#include "reporters/check_text.hpp"
#include "reporters/printable.hpp"
#include "reporters/url_segment.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxSentence = 1000;

// Readable without the style too: Jenkins lets no page have one unless it is told to.
constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Load tests</title>
<style>
:root { --back: #f5f6f8; --text: #1c2430; --line: #d5dae1; --link: #1d5fc4; --passed: #116b3a; --failed: #b3261e; --doubt: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { --back: #12161c; --text: #e6e9ee; --line: #36404d; --link: #7db0ff; --passed: #6fd39b; --failed: #ff9a90; --doubt: #f2c063; }
}
body { max-width: 1240px; margin: 0 auto; padding: 16px; background: var(--back); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
a { color: var(--link); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th, strong { white-space: nowrap; }
td { overflow-wrap: anywhere; }
td:first-child { min-width: 12em; }
.passed { color: var(--passed); }
.failed { color: var(--failed); }
.doubt { color: var(--doubt); }
</style>
</head>
)";

std::string line_of(const std::string& text, std::size_t bytes) { return shorten(one_line(text), bytes); }

pugi::xml_node add(pugi::xml_node parent, const char* tag, const std::string& text = {}) {
  pugi::xml_node node = parent.append_child(tag);
  if (!text.empty()) node.text().set(text.c_str());
  return node;
}

void add_link(pugi::xml_node parent, const std::string& address, const std::string& text) {
  add(parent, "a", text).append_attribute("href").set_value(address.c_str());
}

const char* tone_of(const Result& run) {
  if (!has_verdict(run) || run.verdict == Verdict::inconclusive) return "doubt";
  return run.verdict == Verdict::passed ? "passed" : "failed";
}

void add_run(pugi::xml_node body, const Result& run) {
  const std::string& name = run.header.scenario.name;
  const std::string folder = url_segment(name) + '/';
  const std::string sentence = verdict_sentence(run);
  const std::size_t colon = sentence.find(": ");
  pugi::xml_node row = add(body, "tr");
  add_link(add(row, "td"), folder + "report.html", line_of(name, kMaxName));
  pugi::xml_node verdict = add(add(row, "td"), "strong", sentence.substr(0, colon));
  verdict.append_attribute("class").set_value(tone_of(run));
  add(row, "td", line_of(sentence.substr(colon + 2), kMaxSentence));
  add(row, "td", std::to_string(run.peak_users));
  add(row, "td", human_duration(run.footer.duration));
  pugi::xml_node files = add(row, "td");
  add_link(files, folder + "junit.xml", "JUnit");
  files.append_child(pugi::node_pcdata).set_value(" ");
  add_link(files, folder + "stats.json", "JSON");
}

}  // namespace

void write_index_page(std::span<const Result> runs, std::ostream& out) {
  pugi::xml_document document;
  pugi::xml_node page = document.append_child("body");
  add(page, "h1", "Load tests");
  pugi::xml_node table = add(page, "table");
  pugi::xml_node heading = add(add(table, "thead"), "tr");
  for (const char* title : {"Run", "Verdict", "What became of it", "Users", "Duration", "Files"})
    add(heading, "th", title).append_attribute("scope").set_value("col");
  pugi::xml_node rows = add(table, "tbody");
  for (const Result& run : runs) add_run(rows, run);
  out << kHead;
  document.save(out, "", pugi::format_raw | pugi::format_no_declaration | pugi::format_no_empty_element_tags,
                pugi::encoding_utf8);
  out << "\n</html>\n";
}

}  // namespace brood
