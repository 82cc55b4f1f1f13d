// What each system that runs pipelines is given, each once.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "runner/core/expected.hpp"
#include "runner/core/result.hpp"

namespace brood {

// One file of all runs together.
struct JoinedFile {
  std::string_view name;
  void (*write)(std::span<const Result> runs, std::ostream& out);
};

struct PipelineSystem {
  std::string_view name;
  std::span<const std::string_view> formats;  // of each run, beside the usual reports
  std::span<const JoinedFile> joined;         // beside index.html
  std::string_view links = {};                // the file that write_links() writes, if it reads one
};

std::span<const PipelineSystem> pipeline_systems();
// Null when there is none of that name.
const PipelineSystem* find_pipeline_system(std::string_view name);
// The name of one.
Expected<std::string> parse_pipeline_system(std::string_view text);
// "gitlab, jenkins or github".
std::string list_of_pipeline_systems();

}  // namespace brood
