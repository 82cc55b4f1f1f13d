#include <string>

#include "brood/agent.h"
#include "runner/swarm/elf_note.hpp"
#include "runner/swarm/run.hpp"

namespace brood {

Status check_target(const std::string& path) {
  const Expected<std::uint32_t> version = read_protocol_note(path);
  if (!version) return version.error();
  if (*version == BROOD_PROTOCOL) return Done{};
  return Error{"'" + path + "' speaks version " + std::to_string(*version) +
               " of Brood's protocol, this brood speaks version " + std::to_string(BROOD_PROTOCOL) +
               ": build both from the same version of Brood"};
}

}  // namespace brood
