#include "ci/command/open_descriptor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>

namespace brood {
namespace {

// False if the last call failed for good.
bool may_try_again(int descriptor) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN) return false;
  pollfd until_there_is_room{descriptor, POLLOUT, 0};
  return ::poll(&until_there_is_room, 1, -1) > 0 || errno == EINTR;
}

}  // namespace

Status check_descriptor(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  if (flags == -1) return Error{"it is not open"};
  if ((flags & O_ACCMODE) == O_RDONLY) return Error{"it is open for reading only"};
  return Done{};
}

std::error_code write_to_descriptor(int descriptor, std::string_view text) {
  std::cout.flush();
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) text.remove_prefix(static_cast<std::size_t>(written));
    else if (!may_try_again(descriptor)) return {errno, std::generic_category()};
  }
  return {};
}

}  // namespace brood
