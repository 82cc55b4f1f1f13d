// GitHub's workflow commands that put messages beside a change: `::error file=F,line=L,title=T::message`, a
// line each.
//
// An error is what fails the run, as junit.xml has it; a warning is one of its most frequent failures, at its
// place in the sources. GitHub shows ten of each kind for a step. Texts of the program under test stay texts:
// none can end its line, its property or its command.
#pragma once

#include <ostream>
#include <span>

#include "runner/core/result.hpp"

namespace brood {
// At most ten errors, then at most ten warnings; the worst of each kind first.
void write_gha_annotations(const Result& result, std::ostream& out);
// Of several runs in one file, with no more lines: the worst of each run, then what comes next in each.
void write_gha_annotations(std::span<const Result> runs, std::ostream& out);
}  // namespace brood
