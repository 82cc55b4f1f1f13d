#include "runner/swarm/free_port.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "runner/swarm/descriptor.hpp"

namespace brood {

Expected<std::uint16_t> find_free_port() {
  const Descriptor probe(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const plain = reinterpret_cast<sockaddr*>(&address);
  if (!probe || bind(probe.get(), plain, size) != 0 || getsockname(probe.get(), plain, &size) != 0) {
    return Error{std::string("cannot find a free port on 127.0.0.1: ") + std::strerror(errno)};
  }
  return ntohs(address.sin_port);
}

}  // namespace brood
