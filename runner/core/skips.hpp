// Why iterations skipped themselves, for people.
#pragma once

#include <string>

#include "runner/core/result.hpp"

namespace brood {

// The reason that most skipped iterations gave, as in "most often (998 of 1000): no server [shop.cpp:12]";
// `task`: of that one only, or empty for all. Says so where none is known.
std::string commonest_skip(const Result& result, const std::string& task = {});

// Of a failed check that some iteration passed or failed: says why none did instead of that there are 0.
void explain_skips(Check& check, const Result& result);

}  // namespace brood
