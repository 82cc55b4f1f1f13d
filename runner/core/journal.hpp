// The run's own record: one JSON value a line, written while the run goes on, from which every report can be made.
//
//   {"brood":"journal","version":1,"header":{...}}      first
//   {"tasks":["Suite.Test",...]}                        once, when the target is ready
//   {"interval":{...}}                                  one a second
//   {"warning":"..."}  {"replaced":1}                   whenever they happen
//   {"footer":{...}}                                    last
//
// Encoding is lossless (integers in nanoseconds and bytes). Text that is not UTF-8 has its broken bytes replaced before
// it gets here.
#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "runner/core/expected.hpp"
#include "runner/core/result.hpp"
#include "runner/core/result_fold.hpp"

namespace brood {

std::string encode_line(const RunHeader& header);
std::string encode_tasks(const std::vector<std::string>& names);
std::string encode_line(const Interval& interval);
std::string encode_warning(const std::string& text);
std::string encode_replaced_user();
std::string encode_line(const RunFooter& footer);

// Reads a journal up to its end, or up to the first line that is cut or damaged, into a fold. A journal without a
// footer makes an incomplete run ended by `unknown`. An error only if there is not even a readable header.
Expected<ResultFold> read_journal(std::istream& in);

// The scenario's recorded form, also `config` of stats.json.
std::string scenario_to_json(const Scenario& scenario);

// Replaces every byte that is not part of well-formed UTF-8 by U+FFFD. Everything else is kept.
std::string to_utf8(std::string_view bytes);

}  // namespace brood
