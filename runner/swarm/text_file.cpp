#include "runner/swarm/text_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "runner/swarm/descriptor.hpp"

namespace brood {

std::optional<std::string> read_text_file(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return std::nullopt;
  std::string text;
  char piece[4096];
  for (;;) {
    const ssize_t got = read(file.get(), piece, sizeof piece);
    if (got < 0) return std::nullopt;
    if (got == 0) return text;
    text.append(piece, static_cast<std::size_t>(got));
  }
}

}  // namespace brood
