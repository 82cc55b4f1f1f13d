#include "runner/swarm/elf_note.hpp"
