// What one call of `brood` is asked to do, as a plain value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ci/duet/placement.hpp"
#include "ci/gate/gate_options.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

enum class Verb : std::uint8_t { run, list, report, check, duet };

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

struct Command {
  Verb verb = Verb::run;
  // Text to print instead of doing anything: help, version, --print-config, --print-timeout,
  // formats of reports.
  std::optional<std::string> answer;

  Scenario scenario;  // report and check use only its thresholds and `strict`
  std::string out;    // run, duet: the output folder
  std::vector<ReportRequest> reports;
  std::string result;  // report, check: an output folder or a journal

  DuetOptions duet;

  std::string config;  // the config file's path; already read
  bool print_config = false;
  bool print_timeout = false;
  bool list_formats = false;  // report
};

}  // namespace brood
