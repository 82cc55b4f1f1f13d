// The C++ compiler of this machine's owner, and how it is asked to make a program of a scenario's source.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ci/command/scenario_kit.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// Whether a target is a source file that is compiled first: it ends in .cpp, .cc or .cxx.
bool is_source(std::string_view target);

struct Compiler {
  std::vector<std::string> words;  // the program as an absolute path, and words that it always gets
  std::vector<std::string> flags;
  std::vector<std::string> link_flags;
  std::string identity;  // different when the compiler is another one, or would find other files
};

// $CXX, else c++ of $PATH; $CXXFLAGS after Brood's own flags, so that they win; $LDFLAGS. Words are split at
// white space, as make does; there is no shell.
Expected<Compiler> find_compiler(const std::map<std::string, std::string>& variables);

struct Compilation {
  std::string source;
  std::string program;  // what is made
  std::string depfile;  // gets the names of the files that the source includes, except the system's
};
std::vector<std::string> compiler_call(const Compiler& compiler, const ScenarioKit& kit,
                                       const Compilation& what);

// The files that a depfile names, as they are named there.
std::vector<std::string> read_depfile(std::string_view text);

}  // namespace brood
