#include "ci/command/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "ci/command/values.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

struct VerbRow {
  Verb verb;
  std::string_view name;
  std::string_view words;
  std::string_view help;
};
constexpr std::array kVerbs{
    VerbRow{Verb::run, "run", "run TARGET [-- ARGS]", "run the tests of TARGET as a load test"},
    VerbRow{Verb::list, "list", "list TARGET [-- ARGS]", "print the tests that a run would use, one a line"},
    VerbRow{Verb::report, "report", "report RESULT...", "make reports from recorded runs"},
    VerbRow{Verb::check, "check", "check RESULT", "judge a recorded run"},
    VerbRow{Verb::publish, "publish", "publish SYSTEM [FOLDER] --to DIR",
            "make what a pipeline shows of its runs"},
    VerbRow{Verb::duet, "duet", "duet --from-rounds FILE", "judge an old and a new version side by side"},
    VerbRow{Verb::baseline_add, "baseline add", "baseline add RESULT DIR",
            "store a recorded run to compare with"},
    VerbRow{Verb::baseline_list, "baseline list", "baseline list DIR", "print the stored runs of a folder"},
    VerbRow{Verb::baseline_show, "baseline show", "baseline show FILE|DIR",
            "print what stored runs measured"},
    VerbRow{Verb::baseline_prune, "baseline prune", "baseline prune DIR --keep N", "remove old stored runs"},
};
constexpr std::array<std::string_view, 1> kLaterVerbs{"merge"};

constexpr std::string_view kBaseline = "baseline";
constexpr int kAnyNumber = CLI::detail::expected_max_vector_size;  // but one at least

std::string overview() {
  std::string text = "Brood runs the tests a team already has as a load test.\n\n";
  for (const VerbRow& row : kVerbs) {
    std::string words = "  brood " + std::string(row.words);
    words.resize(36, ' ');
    text += words + std::string(row.help) + '\n';
  }
  return text + "\n'brood VERB --help' tells the options of a verb, 'brood --version' the version.\n";
}

Expected<const VerbRow*> find_verb(const std::string& word) {
  std::vector<std::string_view> names;
  for (const VerbRow& row : kVerbs) {
    if (row.name == word) return &row;
    if (word.starts_with(kBaseline) || !row.name.starts_with(kBaseline)) names.push_back(row.name);
  }
  if (!word.starts_with(kBaseline)) names.push_back(kBaseline);
  if (std::find(kLaterVerbs.begin(), kLaterVerbs.end(), word) != kLaterVerbs.end())
    return Error{"brood " + word + " is not in this version of Brood yet"};
  if (word == kBaseline)
    return Error{"what about baselines? Give add, list, show or prune, as in 'brood baseline list DIR'"};
  const std::string near(nearest(word, names));
  if (!near.empty())
    return Error{in_quotes(word) + " is no verb of brood; did you mean 'brood " + near + "'?"};
  return Error{in_quotes(word) + " is no verb of brood; give " + one_of(names) +
               ", as in 'brood run TARGET'"};
}

// One option of the table as CLI11 knows it.
CLI::Option* declare(CLI::App& app, const Option& option) {
  std::string names = option.positional ? std::string(option.name) : "--" + std::string(option.name);
  if (option.letter != 0) names = '-' + std::string(1, option.letter) + ',' + names;
  std::string help(option.help);
  if (!option.standard.empty()) help += "; default " + std::string(option.standard);
  if (!option.variable.empty()) help += " [" + std::string(option.variable) + "]";
  if (option.value.empty()) return app.add_flag(names)->description(help);
  CLI::Option* declared = app.add_option(names)->description(help)->type_name(std::string(option.value));
  if (option.positional) return declared->expected(is_list(option) ? kAnyNumber : 1)->option_text(" ");
  if (option.kind == OptionKind::later) return declared->expected(0, 1);  // refused by name, whatever follows
  return declared->multi_option_policy(is_list(option) ? CLI::MultiOptionPolicy::TakeAll
                                                       : CLI::MultiOptionPolicy::TakeLast);
}

Error unknown_word(const std::string& word, Verb verb, std::string_view verb_name) {
  const std::string help = "see 'brood " + std::string(verb_name) + " --help'";
  if (!word.starts_with('-')) return Error{in_quotes(word) + " is one word too many; " + help};
  std::vector<std::string_view> names;
  for (const Option& option : option_table()) {
    const bool shown = belongs_to(option, verb) && !option.positional && option.kind != OptionKind::later;
    if (shown) names.push_back(option.name);
  }
  const std::string_view name = std::string_view(word).substr(word.find_first_not_of('-'));
  const std::string near(nearest(name.substr(0, name.find('=')), names));
  return Error{"unknown option " + in_quotes(word) + "; " +
               (near.empty() ? help : "did you mean '--" + near + "'?")};
}

Error unusable(const CLI::ParseError& failure, std::string_view verb_name) {
  std::string what = failure.what();
  const bool value_missing = dynamic_cast<const CLI::ArgumentMismatch*>(&failure) != nullptr;
  if (value_missing) what = what.substr(0, what.find(':')) + " needs a value";
  return Error{what + "; see 'brood " + std::string(verb_name) + " --help'"};
}

Expected<CommandLine> parse_words(const VerbRow& row, std::vector<std::string> words) {
  CLI::App app(std::string(row.help), "brood " + std::string(row.name));
  app.allow_extras();
  if (belongs_to(*find_option("args"), row.verb))
    app.footer("What follows '--' are arguments of the target.");
  std::vector<std::pair<const Option*, CLI::Option*>> declared;
  for (const Option& option : option_table()) {
    if (!belongs_to(option, row.verb) || option.name == "args") continue;
    declared.emplace_back(&option, declare(app, option));
    if (option.help.empty()) declared.back().second->group("");
  }
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    app.parse(words);
  } catch (const CLI::CallForHelp&) {
    return CommandLine{row.verb, {}, app.help()};
  } catch (const CLI::ParseError& failure) {
    return unusable(failure, row.name);
  }
  const std::vector<std::string> unknown = app.remaining();
  const auto option_like = [](const std::string& word) { return word.starts_with('-'); };
  const auto first = std::find_if(unknown.begin(), unknown.end(), option_like);
  if (first != unknown.end()) return unknown_word(*first, row.verb, row.name);
  if (!unknown.empty()) return unknown_word(unknown.front(), row.verb, row.name);

  CommandLine line{row.verb, {}, std::nullopt};
  for (const auto& [option, parsed] : declared) {
    if (parsed->count() == 0) continue;
    const std::string place =
        option->positional ? std::string(option->value) : "--" + std::string(option->name);
    line.options[std::string(option->name)] = {parsed->results(), place};
  }
  return line;
}

// "baseline" and "list" are one verb.
void join_verb(std::vector<std::string>& words) {
  if (words.size() < 2 || words.front() != kBaseline) return;
  if (words[1] != "--help" && words[1] != "-h") {
    if (words[1].starts_with('-')) return;
    words[1] = words[0] + ' ' + words[1];
  }
  words.erase(words.begin());
}

}  // namespace

Expected<CommandLine> read_command_line(const std::vector<std::string>& arguments,
                                        bool target_known_elsewhere, const std::string& version) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  std::vector<std::string> words(arguments.begin(), end);
  join_verb(words);
  const std::string first = words.empty() ? "" : words.front();
  if (first == "--version") return CommandLine{Verb::run, {}, "brood " + version + "\n"};
  if (first == "--help" || first == "-h") return CommandLine{Verb::run, {}, overview()};

  const VerbRow* verb = &kVerbs.front();
  if (words.empty() || first.starts_with('-')) {
    if (!target_known_elsewhere)
      return Error{"what to do? Give a verb, as in 'brood run TARGET'; see 'brood --help'"};
  } else {
    const Expected<const VerbRow*> found = find_verb(first);
    if (!found) return found.error();
    verb = *found;
    words.erase(words.begin());
  }
  Expected<CommandLine> line = parse_words(*verb, std::move(words));
  if (!line || end == arguments.end()) return line;
  if (!belongs_to(*find_option("args"), verb->verb))
    return Error{"'--' starts the arguments of a target, but 'brood " + std::string(verb->name) +
                 "' has none"};
  line->options["args"] = {{end + 1, arguments.end()}, "--"};
  return line;
}

}  // namespace brood
