#include "ci/command/pipeline_system.hpp"

#include <array>
#include <vector>

#include "ci/command/values.hpp"
#include "reporters/formats/gha_annotations.hpp"
#include "reporters/formats/gha_bench.hpp"
#include "reporters/formats/gitlab_metrics.hpp"
#include "reporters/formats/k6.hpp"
#include "reporters/pipeline/joined_run.hpp"
#include "reporters/pipeline/summary.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

void write_joined_k6(std::span<const Result> runs, std::ostream& out) { write_k6(joined_run(runs), out); }

constexpr std::string_view kGitlabFormats[] = {"md", "gitlab-metrics"};
constexpr JoinedFile kGitlabFiles[] = {{"load-performance.json", write_joined_k6},
                                       {"metrics.txt", write_gitlab_metrics}};

constexpr std::string_view kJenkinsFormats[] = {"taurus", "plot"};

constexpr std::string_view kGithubFormats[] = {"md", "gha-annotations"};
constexpr JoinedFile kGithubFiles[] = {{"benchmark_smaller.json", write_gha_bench_smaller},
                                       {"benchmark_bigger.json", write_gha_bench_bigger},
                                       {"summary.md", write_summaries},
                                       {"annotations.txt", write_gha_annotations}};

constexpr std::array kSystems{
    PipelineSystem{"gitlab", kGitlabFormats, kGitlabFiles, "annotations.json"},
    PipelineSystem{"jenkins", kJenkinsFormats, {}},
    PipelineSystem{"github", kGithubFormats, kGithubFiles},
};

}  // namespace

std::span<const PipelineSystem> pipeline_systems() { return kSystems; }

const PipelineSystem* find_pipeline_system(std::string_view name) {
  for (const PipelineSystem& system : pipeline_systems()) {
    if (system.name == name) return &system;
  }
  return nullptr;
}

Expected<std::string> parse_pipeline_system(std::string_view text) {
  if (find_pipeline_system(text) != nullptr) return std::string(text);
  return Error{in_quotes(text) + " is no system that Brood knows; give " + list_of_pipeline_systems()};
}

std::string list_of_pipeline_systems() {
  std::vector<std::string_view> names;
  for (const PipelineSystem& system : pipeline_systems()) names.push_back(system.name);
  return one_of(names);
}

}  // namespace brood
