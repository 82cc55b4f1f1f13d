#include "ci/command/compile_scenario.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "ci/command/compiler.hpp"
#include "ci/command/file_hash.hpp"
#include "ci/command/message.hpp"
#include "ci/command/program_cache.hpp"
#include "ci/command/run_compiler.hpp"
#include "runner/core/content_hash.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

std::string absolute(const std::string& path) { return fs::absolute(path).lexically_normal().string(); }

// All that the program depends on, but for what the source includes.
std::string key_of(const std::string& source, const Compiler& compiler, const ScenarioKit& kit) {
  ContentHash key;
  key.add(absolute(source)).add(hash_of_file(source).value_or(""));
  key.add(compiler.identity).add(identity_of(kit));
  for (const std::string& word : compiler_call(compiler, kit, {})) key.add(word);
  return key.text();
}

std::vector<std::string> files_of(const std::string& depfile) {
  std::ifstream file(depfile, std::ios::binary);
  std::vector<std::string> files = read_depfile(std::string(std::istreambuf_iterator<char>(file), {}));
  for (std::string& path : files) path = absolute(path);
  return files;
}

// Why the compiler may have failed through no fault of the source.
std::string lack_of_room(const fs::path& folder) {
  constexpr std::uintmax_t kLeast = 1'000'000;
  std::error_code failure;
  const fs::space_info space = fs::space(folder, failure);
  if (failure || space.available >= kLeast) return {};
  return ". There is no room left in " + in_quotes(folder.string()) +
         ": make some, or name another folder in XDG_CACHE_HOME";
}

Expected<std::string> compile(const std::string& source, const Compiler& compiler, const ScenarioKit& kit,
                              const ProgramCache& cache, const std::string& key) {
  say(std::cerr, "compiling " + source);
  const std::vector<std::string> drafts{cache.draft(""), cache.draft(".d")};
  ProgramCache::Made made{fs::path(source).stem().string(), drafts[0], {}, fs::file_time_type::clock::now()};
  const Expected<bool> done =
      run_compiler(compiler_call(compiler, kit, {source, drafts[0], drafts[1]}), drafts);
  made.files = files_of(drafts[1]);
  Expected<std::string> program =
      !done    ? done.error()
      : !*done ? Error{in_quotes(source) + " was not compiled; what the compiler has to say stands above" +
                       lack_of_room(fs::path(drafts[0]).parent_path())}
               : cache.keep(key, made);
  for (const std::string& draft : drafts) unlink(draft.c_str());
  return program;
}

}  // namespace

Expected<std::string> compile_scenario(const std::string& source,
                                       const std::map<std::string, std::string>& variables) {
  if (const Status there = check_source(source); !there) return there.error();
  const Expected<ScenarioKit> kit = find_scenario_kit();
  if (!kit) return kit.error();
  const Expected<Compiler> compiler = find_compiler(variables);
  if (!compiler) return compiler.error();
  const Expected<ProgramCache> cache = ProgramCache::open(variables);
  if (!cache) return cache.error();
  const std::string key = key_of(source, *compiler, *kit);
  if (std::optional<std::string> kept = cache->find(key)) return *std::move(kept);
  return compile(source, *compiler, *kit, *cache, key);
}

Status check_source(const std::string& source) {
  std::error_code failure;
  if (fs::is_directory(source, failure)) return Error{in_quotes(source) + " is a folder, not a source file"};
  if (access(source.c_str(), R_OK) != 0)
    return Error{"cannot read the scenario " + in_quotes(source) + ": " + std::strerror(errno)};
  return Done{};
}

}  // namespace brood
