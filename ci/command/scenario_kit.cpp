#include "ci/command/scenario_kit.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "ci/command/file_hash.hpp"
#include "runner/core/content_hash.hpp"
#include "runner/core/read_json.hpp"
#include "runner/core/read_whole_file.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code failure;
  return fs::exists(path, failure);
}

// "/usr/lib/libcurl.so.4" as "-lcurl"; empty if it is not called as libraries are.
std::string by_name(const fs::path& library) {
  const std::string name = library.filename().string();
  const std::size_t end = std::min(name.find(".so"), name.rfind(".a"));
  if (!name.starts_with("lib") || end == std::string::npos) return {};
  return "-l" + name.substr(3, end - 3);
}

Expected<std::string> resolved(const std::string& item, const fs::path& folder) {
  if (item.starts_with('-')) return item;
  const fs::path path = (folder / item).lexically_normal();
  if (is_there(path)) return path.string();
  if (const std::string name = by_name(path);
      path.is_absolute() && fs::path(item).is_absolute() && !name.empty())
    return name;
  return Error{"scenarios are linked with " + in_quotes(path.string()) +
               ", which does not exist; build or install all of Brood"};
}

}  // namespace

Expected<ScenarioKit> parse_scenario_kit(const std::string& text, const std::string& folder) {
  const Expected<nlohmann::json> json = read_json(text);
  if (!json)
    return Error{"what scenarios are compiled with, in " + in_quotes(folder) + ", " + json.error().message};
  const nlohmann::json& root = *json;
  const bool usable = root.is_object() && root.contains("headers") && root["headers"].is_string() &&
                      root.contains("link") && root["link"].is_array();
  if (!usable) return Error{"what scenarios are compiled with is not told in " + in_quotes(folder)};
  ScenarioKit kit;
  kit.headers = (fs::path(folder) / root["headers"].get<std::string>()).lexically_normal().string();
  if (!is_there(fs::path(kit.headers) / "brood/brood.hpp"))
    return Error{in_quotes(kit.headers) + " has no brood/brood.hpp; build or install all of Brood"};
  for (const auto& item : root["link"]) {
    if (!item.is_string() || item.get<std::string>().empty()) continue;
    Expected<std::string> word = resolved(item.get<std::string>(), folder);
    if (!word) return word.error();
    kit.link.push_back(*word);
  }
  return kit;
}

Expected<ScenarioKit> find_scenario_kit() {
  std::error_code failure;
  const fs::path own = fs::read_symlink("/proc/self/exe", failure).parent_path();
  if (failure)
    return Error{
        "brood cannot find out where it is installed, and with it what scenarios are compiled with: "
        "/proc/self/exe: " +
        failure.message() + "; mount /proc with mount -t proc proc /proc"};
  // Beside the program in a build tree, elsewhere in an installation.
  for (const fs::path& folder : {own, (own / BROOD_KIT_FOLDER).lexically_normal()}) {
    const fs::path kit = folder / "scenario_kit.json";
    if (!is_there(kit)) continue;
    const Expected<std::string> text = read_whole_file(kit.string(), most_bytes::kConfig);
    return text ? parse_scenario_kit(*text, folder.string()) : text.error();
  }
  return Error{"this brood cannot compile scenarios: there is no scenario_kit.json beside it in " +
               in_quotes(own.string()) + "; install all of Brood, or compile with CMake and brood::scenario"};
}

std::string identity_of(const ScenarioKit& kit) {
  ContentHash hash;
  std::vector<std::string> headers;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(fs::path(kit.headers) / "brood", failure))
    headers.push_back(entry.path().string());
  std::sort(headers.begin(), headers.end());
  for (const std::string& header : headers) hash.add(header).add(hash_of_file(header).value_or(""));
  for (const std::string& word : kit.link) hash.add(word.starts_with('-') ? word : identity_of_file(word));
  return hash.text();
}

}  // namespace brood
