// Every mistake in what brood is asked to do is told in one short message that names the offending text,
// where it stood and the way out. Nothing has been started by then, since reading options starts nothing.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::ValuesIn;

struct BadInput {
  std::string name;
  Given given;
  std::vector<std::string> told;  // parts of the message
};
void PrintTo(const BadInput& bad, std::ostream* out) { *out << bad.given.line; }

const std::string kConfig = "run --config dir/shop.brood.json";

Given config(const std::string& text) { return {kConfig, {}, text}; }
Given variable(const std::string& name, const std::string& value) { return {"run t", {{name, value}}}; }

Given gate(const std::string& text) { return {"run t --threshold-file dir/gate.txt", {}, {}, text}; }

std::vector<BadInput> bad_command_lines() {
  return {
      {"Nothing", {""}, {"brood run TARGET"}},
      {"NoTarget", {"run"}, {"which target?", "brood run "}},
      {"EmptyTarget", {"run --users 3"}, {"which target?"}},
      {"NoResult", {"report"}, {"which result?"}},
      {"UnknownVerb", {"rnu t"}, {"'rnu'", "'brood run'"}},
      {"FarVerb", {"frobnicate t"}, {"'frobnicate'", "run, list, report, check, publish, duet or baseline"}},
      {"LaterVerb", {"merge t"}, {"merge", "not in this version"}},
      {"UnknownOption", {"run t --userz 5"}, {"'--userz'", "'--users'"}},
      {"UnknownOptionWithValue", {"run t --spawn-rat=5"}, {"'--spawn-rat=5'", "'--spawn-rate'"}},
      {"FarOption", {"run t --frobnicate"}, {"'--frobnicate'", "brood run --help"}},
      {"OptionOfOtherVerb", {"check r --users 3"}, {"'--users'", "brood check --help"}},
      {"TooManyWords", {"run t other"}, {"'other'", "brood run --help"}},
      {"MissingValue", {"run t --users"}, {"--users needs a value", "brood run --help"}},
      {"ArgumentsForAResult", {"check r -- x"}, {"'--'", "brood check"}},
  };
}

std::vector<BadInput> bad_numbers() {
  return {
      {"UsersZero", {"run t --users 0"}, {"--users", "'0'", "1 to 1,000,000"}},
      {"UsersNegative", {"run t -u -3"}, {"--users", "'-3'", "1 to 1,000,000"}},
      {"UsersCut", {"run t -u 1e"}, {"--users", "'1e'"}},
      {"UsersTooMany", {"run t -u 1000000000"}, {"--users", "'1000000000'", "1,000,000"}},
      {"UsersOverflow", {"run t -u 99999999999999999999"}, {"--users", "1,000,000"}},
      {"UsersFraction", {"run t -u 2.5"}, {"'2.5'", "whole number"}},
      {"SpawnRateZero", {"run t -r 0"}, {"--spawn-rate", "'0'", "above 0"}},
      {"SpawnRateNan", {"run t -r nan"}, {"--spawn-rate", "'nan'"}},
      {"SpawnRateInfinite", {"run t -r inf"}, {"--spawn-rate", "'inf'"}},
      {"SpawnRateNegative", {"run t -r -1"}, {"--spawn-rate", "'-1'"}},
      {"SpawnRateHuge", {"run t -r 1e300"}, {"--spawn-rate", "'1e300'", "1,000,000"}},
      {"RunTimeUnit", {"run t -t 5parsecs"}, {"--run-time", "5parsecs"}},
      {"RunTimeNegative", {"run t -t -5s"}, {"--run-time", "-5s"}},
      {"RunTimeOverflow", {"run t -t 99999999999h"}, {"--run-time", "99999999999h"}},
      {"RunTimeZero", {"run t -t 0"}, {"--run-time", "'0'", "30s"}},
      {"TaskTimeout", {"run t --task-timeout never"}, {"--task-timeout", "never"}},
      {"StopTimeout", {"run t --stop-timeout x"}, {"--stop-timeout", "x"}},
      {"Iterations", {"run t -n 0"}, {"--num-request", "'0'"}},
      {"Seed", {"run t --seed lucky"}, {"--seed", "'lucky'"}},
  };
}

std::vector<BadInput> bad_texts() {
  return {
      {"Wait", {"run t --wait sometimes"}, {"--wait", "sometimes"}},
      {"SuiteSetup", {"run t --suite-setup never"}, {"--suite-setup", "'never'", "'user'", "'run'"}},
      {"FailStatus", {"run t --fail-status 5xx"}, {"--fail-status", "5xx"}},
      {"Env", {"run t --env HOME"}, {"--env", "'HOME'", "NAME=VALUE"}},
      {"ReadyWithoutSut", {"run t --ready /health"}, {"--ready", "'/health'", "--sut"}},
      {"Ready", {"run t --sut s --ready health"}, {"--ready", "'health'", "port"}},
      {"ReadyPort", {"run t --sut s --ready 70000"}, {"--ready", "'70000'", "65,535"}},
      {"PortWithoutSut", {"run t --env URL=http://127.0.0.1:{port}"}, {"--env", "{port}", "--sut"}},
      {"UrlWithoutSut", {"run t -- --base={url}"}, {"--base={url}", "--sut"}},
      {"HostWithoutSut",
       config(R"({"target": "t", "args": ["{host}"]})"),
       {"shop.brood.json: args", "{host}"}},
      {"ReportFormat", {"run t --report xml:/tmp/x"}, {"--report", "'xml'", "json, junit", "or hlog"}},
      {"ReportWithoutFile", {"run t --report json"}, {"--report", "'json'", "FORMAT:PATH"}},
      {"CsvWithoutPrefix", {"run t --csv"}, {"--csv", "needs a value"}},
      {"CsvWithEmptyPrefix", config(R"({"target": "t", "csv": ""})"), {"csv", "names no file"}},
      {"ListOfFormatsOfARun", {"run t --list"}, {"unknown option '--list'"}},
      {"LaterFlag", {"run t --web"}, {"--web", "not in this version"}},
      {"LaterLetter", {"run t -P 8089"}, {"--port", "not in this version"}},
      {"PageWithoutFile", {"run t --html"}, {"--html", "needs a value"}},
      {"Host", {"run t -H shop:80"}, {"--host", "'shop:80'", "http://"}},
      {"NameRule", {"run t --name-rule /items"}, {"--name-rule", "'/items'", "REGEX=>NAME"}},
      {"NameRulesRegex", {"run t --name-rule [=>x"}, {"--name-rule", "'['", "regular expression"}},
      {"TraceHeader", {"run t --trace-header X-Id"}, {"--trace-header", "'X-Id'", "traceparent"}},
      {"PortThatTheSutIsNotTold",
       {"run t --sut serve --env URL={url}"},
       {"--env", "{url}", "use {port} in --sut"}},
      {"NameOfAFolderAbove", {"run t --name .."}, {"--name", "'..'"}},
      {"NameOfAPath", {"run t --name a/b"}, {"--name", "'a/b'"}},
  };
}

std::vector<BadInput> bad_shapes() {
  return {
      {"Rate", {"run t --rate 5"}, {"--rate", "'5'", "200/s"}},
      {"RateOfNothing", {"run t --rate 0/s"}, {"--rate", "'0/s'", "no load"}},
      {"Stages", {"run t --stages 10s"}, {"--stages", "'10s'", "10s:50"}},
      {"Arrivals", {"run t --rate 5/s --arrivals often"}, {"--arrivals", "'often'", "poisson"}},
      {"RateAndStages", {"run t --rate 5/s --stages 1s:5/s"}, {"--rate", "--stages", "contradict"}},
  };
}

std::vector<BadInput> bad_duets() {
  const std::string duet = "duet --from-rounds r ";
  return {
      {"NoRounds", {"duet"}, {"which versions?", "--from-rounds"}},
      {"Alpha", {duet + "--alpha 0"}, {"--alpha", "'0'", "above 0 and at most 0.5"}},
      {"AlphaOfHalf", {duet + "--alpha 60%"}, {"--alpha", "'60%'", "at most 0.5"}},
      {"AlphaText", {duet + "--alpha small"}, {"--alpha", "'small'", "0.01 or 1%"}},
      {"Floor", {duet + "--floor 1"}, {"--floor", "'1'", "from 0 to below 1"}},
      {"FloorNegative", {duet + "--floor -1%"}, {"--floor", "'-1%'"}},
      {"LooksTooEarly", {duet + "--looks 3,10"}, {"--looks", "'3,10'", "at least 5"}},
      {"LooksFall", {duet + "--looks 10,8"}, {"--looks", "8 follows 10"}},
      {"LooksText", {duet + "--looks ten"}, {"--looks", "'ten'", "whole number"}},
  };
}

std::vector<BadInput> bad_thresholds() {
  return {
      {"Selector", {"run t --threshold taks:~p95~<~1s"}, {"--threshold", "taks: p95 < 1s", "^"}},
      {"Metric", {"run t --threshold tasks:~p9x~<~1s"}, {"p9x", "^"}},
      {"Operator", {"run t --threshold tasks:~p95~=<~1s"}, {"=<", "^"}},
      {"ThresholdUnit", {"run t --threshold tasks:~p95~<~1MB"}, {"1MB", "^"}},
      {"ThresholdValue", {"run t --threshold tasks:~p95~<"}, {"tasks: p95 <", "^"}},
      {"ShortWindow",
       {"run t --threshold tasks:~p95~<~1s~for~500ms"},
       {"--threshold", "500ms", "^", "at least 1s"}},
      {"AbortTooEarly",
       {"run t --threshold tasks:~count~>~5,~abort"},
       {"abort", "^", "only grows", "over 10s"}},
      {"FileMissing", {"run t --threshold-file nowhere.txt"}, {"--threshold-file", "'nowhere.txt'"}},
      {"FileLine",
       gate("# ours\n\ntasks: p95 < 5parsecs\n"),
       {"--threshold-file", "'dir/gate.txt' line 3", "^~"}},
      {"FileOfNothing", gate("# later\n"), {"'dir/gate.txt' holds no threshold"}},
      {"OfCheck", {"check r --threshold nonsense"}, {"--threshold", "nonsense", "^"}},
      {"OfConfig",
       config(R"({"target": "t", "threshold": ["nonsense"]})"),
       {"shop.brood.json: threshold", "^"}},
  };
}

std::vector<BadInput> bad_config_files() {
  return {
      {"Missing", {"run --config nowhere.json"}, {"--config", "nowhere.json"}},
      {"NotJson", config("{\n\"users\": 3,\n oops }"), {"shop.brood.json", "not JSON", "line 3"}},
      {"Empty", config(""), {"shop.brood.json", "not JSON", "line 1"}},
      {"NotAnObject", config("[1]"), {"shop.brood.json", "object"}},
      {"UnknownKey", config(R"({"user": 3})"), {"shop.brood.json", "'user'", "'users'"}},
      {"FarKey", config(R"({"frobnicate": 3})"), {"'frobnicate'", "brood run --help"}},
      {"LineOnlyKey", config(R"({"config": "x"})"), {"'config'", "command line only"}},
      {"UsersType",
       config(R"({"target": "t", "users": [3]})"),
       {"shop.brood.json: users", "a number", "[3]"}},
      {"NumberTooLarge", config(R"({"target": "t", "users": 1e400})"), {"shop.brood.json", "1e400"}},
      {"UsersValue", config(R"({"target": "t", "users": -3})"), {"shop.brood.json: users", "'-3'"}},
      {"TextType", config(R"({"filter": 5})"), {"shop.brood.json: filter", "a string", "5"}},
      {"FlagType", config(R"({"strict": "yes"})"), {"shop.brood.json: strict", "true or false"}},
      {"ListType", config(R"({"threshold": [1]})"), {"shop.brood.json: threshold", "array of strings"}},
      {"EnvType", config(R"({"env": {"A": 1}})"), {"shop.brood.json: env", "object of strings"}},
      {"LaterKey", config(R"({"target": "t", "web": []})"), {"shop.brood.json: web", "not in this version"}},
  };
}

std::vector<BadInput> bad_variables() {
  return {
      {"Clients", variable("PT_NUM_CLIENTS", "many"), {"PT_NUM_CLIENTS", "'many'"}},
      {"HatchRate", variable("PT_HATCH_RATE", "fast"), {"PT_HATCH_RATE", "'fast'"}},
      {"Duration", variable("PT_DURATION", "5parsecs"), {"PT_DURATION", "5parsecs"}},
      {"NegativeDuration", variable("PT_DURATION", "-1"), {"PT_DURATION", "-1"}},
  };
}

class BadInputTest : public TestWithParam<BadInput> {};

TEST_P(BadInputTest, IsNamedWithTheWayOut) {
  const std::string message = mistake(GetParam().given);
  for (const std::string& part : GetParam().told) EXPECT_THAT(message, HasSubstr(part));
  EXPECT_LE(std::count(message.begin(), message.end(), '\n'), 11);
}

std::string test_name(const ::testing::TestParamInfo<BadInput>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Line, BadInputTest, ValuesIn(bad_command_lines()), test_name);
INSTANTIATE_TEST_SUITE_P(Number, BadInputTest, ValuesIn(bad_numbers()), test_name);
INSTANTIATE_TEST_SUITE_P(Text, BadInputTest, ValuesIn(bad_texts()), test_name);
INSTANTIATE_TEST_SUITE_P(Shape, BadInputTest, ValuesIn(bad_shapes()), test_name);
INSTANTIATE_TEST_SUITE_P(Duet, BadInputTest, ValuesIn(bad_duets()), test_name);
INSTANTIATE_TEST_SUITE_P(Threshold, BadInputTest, ValuesIn(bad_thresholds()), test_name);
INSTANTIATE_TEST_SUITE_P(Config, BadInputTest, ValuesIn(bad_config_files()), test_name);
INSTANTIATE_TEST_SUITE_P(Variable, BadInputTest, ValuesIn(bad_variables()), test_name);

}  // namespace
}  // namespace brood::testing
