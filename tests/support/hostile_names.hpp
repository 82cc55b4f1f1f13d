// Names and texts that want to be more than that, for whatever shows the words of a stranger's program.
#pragma once

#include <string>
#include <vector>

namespace brood::test {

// One list for all tests of writers: commands to the systems that run pipelines, formulas, markup, what
// steers terminals, what is not seen, what is no text at all.
// Bytes that mislead are what it is for, and a raw string has no bytes by number.
// NOLINTBEGIN(modernize-raw-string-literal,bugprone-suspicious-missing-comma,misc-misleading-bidirectional)
inline std::vector<std::string> hostile_names() {
  const std::string nul(1, '\0');
  return {
      // GitHub, whose runner trims .NET's white space and splits at each kind of line end.
      "::error::hostile",
      "  \t::error title=x::hostile",
      "\xC2\xA0::error::no-break space",
      "\xC2\xA0\xE3\x80\x80 ::set-output name=x::ideographic space",
      "\xE2\x80\x83::add-mask::em space",
      "\xE2\x80\xA8::stop-commands::line separator",
      "\xE2\x80\xA9::error::paragraph separator",
      "\xC2\x85::error::next line",
      "\xEF\xBB\xBF::error::byte order mark",
      "\xE2\x80\x8B::error::zero-width space",
      ":\xE2\x80\x8D:error::joiner",
      "a\r::error::after a return",
      "a\n::error::after a line feed",
      "a\r\n::error::after both",
      "a\v::error::b\f::error::c",
      "##[error]hostile",
      "a ###[error]b",
      "#\xC2\xAD#[error]soft hyphen",
      "x,line=1::y%0A::error::z",
      // Azure, TeamCity, GitLab, Jenkins, CTest.
      "##vso[task.setvariable variable=x]y",
      "##VSO[task.complete result=Succeeded]",
      "##teamcity[buildStatus status='SUCCESS']",
      "section_start:0:x\r\x1b[0K",
      "\x1b[8mha:AAAA\x1b[0m",
      "<CTestMeasurementFile type=\"file\" name=\"x\">/etc/passwd</CTestMeasurementFile>",
      "<DartMeasurement name=\"p95 ms\" type=\"numeric/double\">0</DartMeasurement>",
      // Spreadsheets.
      "=cmd|'/C calc'!A0",
      "+1+1",
      "-1",
      "-2+3",
      "@SUM(1+1)*cmd",
      "\t=1+1",
      "\r=1+1",
      "\n=1+1",
      "  =1+1",
      "\xC2\xA0=1+1",
      "\xEF\xBC\x9D"
      "1+1",
      "\xEF\xBC\x8B"
      "1",
      "\xEF\xBC\x8D"
      "1",
      "\xEF\xBC\xA0SUM(1)",
      "x;=HYPERLINK(\"http://a.invalid\";\"b\")",
      "x\",=1+1,\"y",
      "x\t@SUM(1)",
      "'=1+1",
      // Markdown, GitHub and GitLab, HTML.
      "<img src=x onerror=alert(1)>",
      "</script><script>alert(1)</script>",
      "<!-- <details><summary>x",
      "[a](https://brood.invalid) ![b](https://brood.invalid/x.png)",
      "a|b`c``d*e_f~~g~~",
      "| --- |",
      "```\n::error::x\n```",
      "@everyone #1 !2 ~3 %4 $5 &6 ^alert#7 GH-8 org/repo#9",
      "someone@brood.invalid www.brood.invalid https://brood.invalid",
      ":smile: [ ] &lt;b&gt; &#64;someone \\@someone",
      "- 1. # > item",
      "[^1] [[wiki]] $`x`$ {{x}}",
      // Terminals.
      "\x1b[31mred\x1b[2J\x1b]0;title\x07",
      "\x1b]8;;https://brood.invalid\x1b\\link\x1b]8;;\x1b\\",
      "\xC2\x9B"
      "31mCSI in one character",
      "back\b\b\b\bspace",
      "passed\rFAILED",
      "\xE2\x80\xAEright to left",
      "\xE2\x81\xA7\xD7\xA9\xD7\x9C\xE2\x81\xA9",
      "same\xE2\x80\x8B",
      "same\xE2\x81\xA0",
      "tag \xF3\xA0\x81\xA1",
      // What is no text.
      nul + "nul" + nul,
      "\xff\xfe",
      "\xed\xa0\x80 surrogate",
      "\xEF\xBF\xBF",
      "",
      " ",
      // And what must stay as it is.
      "Gr\xC3\xBC\xC3\x9F"
      "e \xE4\xBD\xA0\xE5\xA5\xBD",
  };
}
// NOLINTEND(modernize-raw-string-literal,bugprone-suspicious-missing-comma,misc-misleading-bidirectional)

}  // namespace brood::test
