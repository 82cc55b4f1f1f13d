#include "ci/command/pipeline_links.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "reporters/check_text.hpp"
#include "reporters/formats/report_rows.hpp"
#include "reporters/url_segment.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string value_of(const std::map<std::string, std::string>& variables, const std::string& name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

Json link(const std::string& label, const std::string& url) {
  return {{"external_link", {{"label", label}, {"url", url}}}};
}

}  // namespace

std::string address_of_artifacts(const std::string& to, const std::map<std::string, std::string>& variables) {
  const std::string job = value_of(variables, "CI_JOB_URL"), project = value_of(variables, "CI_PROJECT_DIR");
  if (job.empty() || project.empty()) return {};
  std::error_code failure;
  const fs::path folder =
      fs::weakly_canonical(to, failure).lexically_relative(fs::weakly_canonical(project, failure));
  if (folder.empty() || *folder.begin() == "..") return {};
  std::string address = job + "/artifacts/file/";
  for (const fs::path& part : folder)
    if (part != ".") address += url_segment(part.string()) + '/';
  return address;
}

void write_links(std::span<const Result> runs, const std::string& address, std::ostream& out) {
  Json links = Json::array({link("All runs", address + "index.html")});
  for (const Result& run : runs) {
    const std::string sentence = verdict_sentence(run);
    links.push_back(link(run_title(run) + ": " + sentence.substr(0, sentence.find(':')),
                         address + url_segment(run.header.scenario.name) + "/report.html"));
  }
  out << Json{{"Load tests", links}}.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace brood
