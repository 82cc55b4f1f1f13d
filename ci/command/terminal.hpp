// How to write for whoever reads standard output.
#pragma once

#include "reporters/console.hpp"

namespace brood {

// Colour and rewriting only on a terminal, and no colour where NO_COLOR is set (no-color.org).
ConsoleStyle terminal_style();

}  // namespace brood
