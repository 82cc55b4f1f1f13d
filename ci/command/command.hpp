// What one call of `brood` is asked to do, as a plain value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ci/duet/placement.hpp"
#include "ci/gate/gate_options.hpp"
#include "ci/gate/stored_runs.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

enum class Verb : std::uint8_t {
  run,
  list,
  report,
  check,
  publish,
  duet,
  baseline_add,
  baseline_list,
  baseline_show,
  baseline_prune
};

struct ReportRequest {
  std::string format;  // a name of report_formats()
  std::string path;    // of several files: what their names begin with
  bool operator==(const ReportRequest&) const = default;
};

// How an old and a new version are compared.
struct DuetOptions {
  std::string before;  // commands that start the versions
  std::string after;
  std::optional<Nanos> round;
  std::optional<Placement> placement;  // absent: by the machine
  bool calibrate = false;
  std::string rounds_file;          // rounds that were measured elsewhere, instead of all that
  std::vector<std::string> priors;  // files: outputs of earlier duets, oldest first
  GateOptions gate;
};

// How a run is compared with stored ones.
struct BaselineOptions {
  std::vector<std::string> places;  // folders and files; empty: it is not compared
  GateOptions gate = stored_run_options();
};

// What a pipeline is given of the runs of a job.
struct PublishOptions {
  std::string system;  // a name of pipeline_systems()
  std::string runs;    // the folder that holds their output folders
  std::string to;      // the folder that is written
};

struct Command {
  Verb verb = Verb::run;
  // Text to print instead of doing anything: help, version, --print-config, --print-timeout,
  // formats of reports.
  std::optional<std::string> answer;

  Scenario scenario;  // check uses only its thresholds, `allows_skipped` and `strict`
  std::string out;    // run, duet: the output folder
  std::vector<std::string> threshold_files;
  std::vector<ReportRequest> reports;
  std::string result;                // check, baseline add: an output folder or a journal
  std::vector<std::string> results;  // report: one, or several to show side by side
  std::string trend;                 // report: a folder with results below it, instead of them
  std::uint64_t last = 50;           // report: how many of each scenario a trend shows

  DuetOptions duet;
  BaselineOptions baseline;
  PublishOptions publish;
  std::string baselines;   // baseline verbs: a folder of stored runs; for show also one file
  std::uint64_t keep = 0;  // baseline prune: how many of a kind stay

  std::string config;  // the config file's path; already read
  bool print_config = false;
  bool print_timeout = false;
  bool list_formats = false;  // report
};

}  // namespace brood
