// The mark that brood::googletest and brood::scenario leave in an executable: an ELF note of owner "brood",
// type 1, whose four bytes are the protocol version it speaks. A scenario has one of type 2 as well.
#pragma once

#include <cstdint>
#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// Reads it without running the program. The error tells apart what is wrong: no such file, a folder, not
// executable, a script, not an ELF file of this machine, a program without the note; and what to do about it.
Expected<std::uint32_t> read_protocol_note(const std::string& path);

// Whether the program drives its users itself, many in a process.
bool drives_own_users(const std::string& path);

}  // namespace brood
