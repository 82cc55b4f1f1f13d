#include "ci/command/compiler.hpp"

#include <unistd.h>

#include <array>
#include <filesystem>
#include <sstream>

#include "ci/command/file_hash.hpp"
#include "runner/core/content_hash.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using Variables = std::map<std::string, std::string>;

std::string value_of(const Variables& variables, const std::string& name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string{} : found->second;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// As execvp looks for it; empty if there is none.
std::string find_program(const std::string& name, const std::string& folders) {
  const auto runs = [](const std::string& path) {
    std::error_code failure;
    return fs::is_regular_file(path, failure) && access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) return runs(name) ? fs::absolute(name).string() : std::string{};
  std::istringstream stream(folders.empty() ? "/usr/local/bin:/usr/bin:/bin" : folders);
  for (std::string folder; std::getline(stream, folder, ':');) {
    const std::string path = (fs::path(folder.empty() ? "." : folder) / name).string();
    if (runs(path)) return fs::absolute(path).string();
  }
  return {};
}

Error no_compiler(const std::string& chosen, const std::string& program) {
  constexpr std::string_view kWayOut = "install a C++20 compiler, or name one in the variable CXX";
  if (chosen.empty())
    return Error{"there is no C++ compiler: c++ is not on the PATH; " + std::string(kWayOut)};
  return Error{"there is no C++ compiler " + in_quotes(program) + ", which the variable CXX names; " +
               std::string(kWayOut)};
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

bool is_source(std::string_view target) {
  constexpr std::array<std::string_view, 3> kEndings{".cpp", ".cc", ".cxx"};
  const std::string_view name = target.substr(target.rfind('/') + 1);
  for (const std::string_view ending : kEndings) {
    if (name.size() > ending.size() && name.ends_with(ending)) return true;
  }
  return false;
}

Expected<Compiler> find_compiler(const Variables& variables) {
  Compiler compiler;
  const std::string chosen = value_of(variables, "CXX");
  compiler.words = words_of(chosen);
  if (compiler.words.empty()) compiler.words = {"c++"};
  const std::string path = value_of(variables, "PATH");
  const std::string program = find_program(compiler.words.front(), path);
  if (program.empty()) return no_compiler(chosen, compiler.words.front());
  const std::vector<std::string> own_flags = words_of(value_of(variables, "CXXFLAGS"));
  compiler.flags = {"-std=c++20", "-O2", "-g"};
  compiler.flags.insert(compiler.flags.end(), own_flags.begin(), own_flags.end());
  compiler.link_flags = words_of(value_of(variables, "LDFLAGS"));

  // The compiler may be a later word, as in "ccache g++".
  ContentHash identity;
  for (const std::string& word : compiler.words)
    identity.add(word).add(identity_of_file(find_program(word, path)));
  for (const char* name : {"CPATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH", "COMPILER_PATH"})
    identity.add(value_of(variables, name));
  // They may have relative paths.
  std::error_code failure;
  if (!own_flags.empty() || !compiler.link_flags.empty()) identity.add(fs::current_path(failure).string());
  compiler.identity = identity.text();
  compiler.words.front() = program;
  return compiler;
}

std::vector<std::string> compiler_call(const Compiler& compiler, const ScenarioKit& kit,
                                       const Compilation& what) {
  std::vector<std::string> call = compiler.words;
  const auto add = [&](const std::vector<std::string>& words) {
    call.insert(call.end(), words.begin(), words.end());
  };
  add(compiler.flags);
  // A compiler searches its own folder anyway; named once more, that would come before the standard library,
  // whose headers could not find what lies there any more.
  if (kit.headers != "/usr/include" && kit.headers != "/usr/include/") add({"-isystem", kit.headers});
  add({"-MMD", "-MF", what.depfile, "-o", what.program, what.source});
  add(kit.link);
  add(compiler.link_flags);
  return call;
}

std::vector<std::string> read_depfile(std::string_view text) {
  std::vector<std::string> files;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && !word.ends_with(':')) files.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\n';
    const bool ends_word = is_space(c) || (c == '\\' && (next == '\n' || next == '\r'));
    const bool is_escape =
        (c == '\\' && (next == ' ' || next == '#' || next == '\\')) || (c == '$' && next == '$');
    if (ends_word) end_word();
    else word += is_escape ? text[++i] : c;
  }
  end_word();
  return files;
}

}  // namespace brood
