#include <array>

#include "ci/command/option.hpp"
#include "ci/command/option_setters.hpp"
#include "ci/command/pipeline_system.hpp"
#include "ci/command/thresholds.hpp"

namespace brood {
namespace {

using enum OptionKind;
using namespace setters;
constexpr unsigned kRun = verb_bit(Verb::run);
constexpr unsigned kDuet = verb_bit(Verb::duet);
constexpr unsigned kLoad = kRun | kDuet;
constexpr unsigned kTarget = kLoad | verb_bit(Verb::list);
constexpr unsigned kCheck = verb_bit(Verb::check);
constexpr unsigned kPublish = verb_bit(Verb::publish);
constexpr unsigned kPrune = verb_bit(Verb::baseline_prune);
constexpr unsigned kReport = verb_bit(Verb::report);
constexpr unsigned kResult = kCheck | verb_bit(Verb::baseline_add);
constexpr unsigned kBaselines = verb_bit(Verb::baseline_add) | verb_bit(Verb::baseline_list) | kPrune;
constexpr unsigned kJudging = kLoad | kCheck;

constexpr Option not_yet(std::string_view name, char letter = 0, std::string_view value = "") {
  return {name, letter, OptionKind::later, kRun, value, "", "", "", refuse};
}

constexpr std::array kTable{
    // name, letter, kind, verbs, value, default, environment, help, apply
    Option{"target", 0, text, kTarget, "TARGET", "", "PT_LOCUST_FILE",
           "the program that holds the tests, or the source of a scenario (.cpp)", keep<&Scenario::target>,
           true},
    Option{"result", 0, text, kResult, "RESULT", "", "", "an output folder of a run, or its journal.jsonl",
           keep<&Command::result>, true, false},
    Option{
        "results", 0, list, kReport, "RESULT", "", "",
        "an output folder of a run, or its journal.jsonl; of up to eight all others are set beside the first",
        append<&Command::results>, true, false},
    Option{
        "trend", 0, text, kReport, "DIR", "", "",
        "instead: the last runs among all results below DIR, as a table or by --report html:FILE as a page",
        keep<&Command::trend>, false, false},
    Option{"last", 0, number, kReport, "N", "", "", "of --trend: how many of each scenario; default 50",
           set<&Command::last, parse_keep>, false, false},
    Option{"system", 0, text, kPublish, "SYSTEM", "", "", "whose files: gitlab, jenkins or github",
           set_of<&Command::publish, &PublishOptions::system, parse_pipeline_system>, true, false},
    Option{"runs", 0, text, kPublish, "FOLDER", "stress-results", "", "holds the output folders of the runs",
           keep_of<&Command::publish, &PublishOptions::runs>, true, false},
    Option{"to", 0, text, kPublish, "DIR", "stress-report", "", "the folder that is written",
           keep_of<&Command::publish, &PublishOptions::to>, false, false},
    Option{"folder", 0, text, kBaselines, "DIR", "", "", "a folder of baselines", keep<&Command::baselines>,
           true, false},
    Option{"stored", 0, text, verb_bit(Verb::baseline_show), "FILE|DIR", "", "",
           "a baseline, or a folder of them", keep<&Command::baselines>, true, false},
    Option{"keep", 0, number, kPrune, "N", "", "", "how many of each scenario on each machine stay",
           set<&Command::keep, parse_keep>, false, false},
    Option{"args", 0, list, kTarget, "", "", "", "", append<&Scenario::arguments>, true},
    Option{"name", 0, text, kLoad, "NAME", "", "",
           "what reports call the run; default: the target's file name, without .cpp", keep<&Scenario::name>},

    Option{"users", 'u', number, kLoad, "N", "2", "PT_NUM_CLIENTS", "users that run tests at the same time",
           set<&Scenario::users, parse_users>},
    Option{"spawn-rate", 'r', number, kRun, "N", "1", "PT_HATCH_RATE", "users released a second",
           set<&Scenario::spawn_rate, parse_spawn_rate>},
    Option{"run-time", 't', duration, kRun, "D", "", "PT_DURATION",
           "how long, as 90s or 1h30m; 30 is 30s, but PT_DURATION=30 is 30m; default 10m, none with -n",
           set<&Scenario::run_time, parse_time_limit>},
    Option{"num-request", 'n', number, kRun, "N", "", "", "end after N iterations of all users together",
           set<&Scenario::iterations, parse_iterations>},
    Option{"stages", 0, text, kRun, "S", "", "",
           "users over time, as 10s:50,1m:50,10s:0, or arrivals a second, as 10s:50/s,1m:50/s",
           set<&Scenario::stages, parse_stages>},
    Option{"rate", 0, text, kLoad, "N/s", "", "",
           "iterations begun a second, however long they take, as 200/s or 30/m", set_rate},
    Option{"arrivals", 0, text, kLoad, "A", "", "",
           "how the starts of --rate are spaced: constant, or poisson as of independent people",
           set<&Scenario::arrivals, parse_arrivals>},
    Option{"max-users", 0, number, kLoad, "N", "", "",
           "most users at once with --rate; default 1000 of a scenario, 100 of a GoogleTest program",
           set<&Scenario::users, parse_users>},
    Option{"once", 0, flag, kRun, "", "", "",
           "run each selected test once in one user, whatever -u, -t and -n say",
           set<&Scenario::once, parse_flag>},

    Option{"filter", 0, text, kTarget, "F", "*", "GTEST_FILTER", "which tests, in GoogleTest's own syntax",
           keep<&Scenario::filter>},
    Option{"only-with-param", 0, text, kTarget, "TEXT", "", "",
           "of these only the ones whose parameter has this text", keep<&Scenario::only_with_param>},
    Option{"tags", 0, list, kTarget, "TAG,...", "", "",
           "of a scenario's tasks only those with one of the tags", add_words<&Scenario::tags>},
    Option{"exclude-tags", 0, list, kTarget, "TAG,...", "", "", "and none of those with one of these",
           add_words<&Scenario::exclude_tags>},
    Option{"wait", 0, text, kLoad, "W", "none", "",
           "pause between iterations: none, 2s, 500ms..2s, pacing:1s", set<&Scenario::wait, parse_wait>},
    Option{"task-timeout", 0, duration, kLoad, "D", "60s", "", "an iteration that takes longer fails",
           set<&Scenario::task_timeout, parse_time_limit>},
    Option{"stop-timeout", 0, duration, kLoad, "D", "10s", "",
           "how long iterations may finish after the run time", set<&Scenario::stop_timeout, parse_grace>},
    Option{"suite-setup", 0, text, kLoad, "user|run", "user", "",
           "SetUpTestSuite once in each user, or once for the run",
           set<&Scenario::suite_setup, parse_suite_setup>},
    Option{"seed", 0, number, kLoad, "N", "", "", "repeats the order of tests of a run; default: a new one",
           set<&Scenario::seed, parse_seed>},

    Option{"host", 'H', text, kRun, "URL", "", "",
           "base URL of a scenario's requests; default: the system under test's", set_host},
    Option{"env", 0, assignments, kTarget, "NAME=VALUE", "", "",
           "for the target; repeatable; {url}, {host} and {port} are the system under test's",
           add<&Scenario::environment, parse_assignment>},
    Option{"cwd", 0, text, kTarget, "DIR", "", "", "the target's working directory",
           keep<&Scenario::working_directory>},
    Option{"sut", 0, text, kRun, "CMD", "", "", "starts the system under test; {port} in it is a free port",
           set_sut},
    Option{"ready", 0, text, kLoad, "PATH|PORT", "", "",
           "what answers when it is ready; default: its port accepts", set_ready},
    Option{"ready-timeout", 0, duration, kLoad, "D", "30s", "", "limit for its start, and for the target's",
           set_ready_timeout},

    Option{"threshold", 0, list, kJudging, "T", "", "PT_THRESHOLDS",
           "what must hold, as 'requests: p95 < 250ms'; repeatable", add_threshold},
    Option{"threshold-file", 0, list, kJudging, "FILE", "", "",
           "thresholds, one a line; # begins a comment; repeatable", name_file},
    Option{"strict", 0, flag, kJudging, "", "", "", "an inconclusive gate is exit code 3",
           set<&Scenario::strict, parse_flag>},
    Option{"allow-skipped", 0, flag, kJudging, "", "", "",
           "a run in which every iteration skipped itself may pass",
           set<&Scenario::allows_skipped, parse_flag>},
    Option{"fail-status", 0, text, kLoad, "S", "", "",
           "statuses that make a request fail; default for tests 500-599, for scenarios 400-599",
           set<&Scenario::fail_status, parse_status_set>},
    Option{"name-rule", 0, list, kLoad, "REGEX=>NAME", "", "",
           "names requests whose path and query match; repeatable, the first that matches decides",
           add_name_rule},
    Option{"trace-header", 0, list, kLoad, "NAME", "", "",
           "header sent with every request: traceparent or X-Brood-Task; repeatable", add_trace_header},

    Option{"old", 0, text, kDuet, "CMD", "", "", "starts the old version of the system under test on {port}",
           keep_of<&Command::duet, &DuetOptions::before>},
    Option{"new", 0, text, kDuet, "CMD", "", "", "starts the new version on {port}",
           keep_of<&Command::duet, &DuetOptions::after>},
    Option{"round", 0, duration, kDuet, "D", "", "",
           "measured time of a round, 6s to 30s; default: what a rehearsal finds to be enough",
           set_of<&Command::duet, &DuetOptions::round, parse_time_limit>},
    Option{"placement", 0, text, kDuet, "P", "", "",
           "together: both versions are loaded at once; turns: one after the other, full load each; default: "
           "turns "
           "below four processors",
           set_of<&Command::duet, &DuetOptions::placement, parse_placement>},
    Option{"calibrate", 0, flag, kDuet, "", "", "",
           "the old version against itself, for as many rounds as there may be: what can be noticed on this "
           "machine",
           set_of<&Command::duet, &DuetOptions::calibrate, parse_flag>},
    Option{"from-rounds", 0, text, kDuet, "FILE", "", "",
           "judges rounds that were measured elsewhere, a line of JSON for each round and version",
           keep_of<&Command::duet, &DuetOptions::rounds_file>, false, false},
    Option{"prior", 0, list, kDuet, "FILE", "", "",
           "what an earlier duet printed, for its variances; repeatable, oldest first, the last 10 count",
           add_prior},
    Option{
        "baseline", 0, list, kRun | kCheck, "DIR|FILE", "", "PT_BASELINE",
        "stored runs to compare with; repeatable. A run that passed is added to the first DIR, which is made "
        "if need be",
        add_baseline},
    Option{"alpha", 0, number, kJudging, "A", "", "",
           "chance that a build without any change fails, of all metrics together; default 0.01",
           set_share<&GateOptions::alpha>},
    Option{"floor", 0, number, kJudging, "F", "", "",
           "smaller slowdowns do not matter; default 0.01 (or 1%) in a duet, 0.05 with --baseline",
           set_share<&GateOptions::floor>},
    Option{"looks", 0, text, kDuet, "N,...", "10,15,20,25,30", "",
           "after how many rounds it may be sure enough to stop", set_looks},
    Option{"limit", 0, list, kDuet, "METRIC=SHARE", "", "",
           "a slowdown that must have been noticeable for a pass, as browse/p95=10%; repeatable", add_limit},
    Option{"allow-missing-tasks", 0, flag, kDuet, "", "", "",
           "tasks of one version only are told, and do not fail", allow_missing_tasks},

    Option{"out", 0, text, kLoad, "DIR", "", "",
           "folder for journal and reports; default stress-results/NAME", keep<&Command::out>},
    Option{"report", 0, list, kLoad | kReport, "FORMAT:PATH", "", "",
           "one more report; repeatable; 'brood report --list' tells the formats",
           add<&Command::reports, parse_report_request>},
    Option{"csv", 0, text, kLoad | kReport, "PREFIX", "", "",
           "as --report csv:PREFIX, the name that Locust has for it", add_csv},
    Option{"list", 0, flag, kReport, "", "", "", "print the formats of reports, and end",
           set<&Command::list_formats, parse_flag>, false, false},
    Option{"html", 0, text, kLoad | kReport, "FILE", "", "",
           "the page of the run once more, as --report html:FILE", add_page},
    Option{"headless", 0, flag, kRun, "", "", "", "accepted: there is no page", accept},
    Option{"no-web", 0, flag, kRun, "", "", "", "accepted: there is no page", accept},

    Option{"config", 0, text, kTarget, "FILE", "", "", "JSON whose keys are the long option names",
           keep<&Command::config>, false, false},
    Option{"print-config", 0, flag, kLoad, "", "", "",
           "print the options in force, as a config file, and end", set<&Command::print_config, parse_flag>,
           false, false},
    Option{"print-timeout", 0, flag, kLoad, "", "", "", "print within how many seconds the run ends, and end",
           set<&Command::print_timeout, parse_flag>, false, false},

    not_yet("web"),
    not_yet("live"),
    not_yet("port", 'P', "N"),
    not_yet("reset-stats"),
};

}  // namespace

std::span<const Option> option_table() { return kTable; }

const Option* find_option(std::string_view name) {
  for (const Option& option : kTable) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

}  // namespace brood
