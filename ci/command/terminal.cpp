#include "ci/command/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace brood {
namespace {

constexpr int kUsualWidth = 100;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

}  // namespace

ConsoleStyle terminal_style() {
  ConsoleStyle style;
  if (::isatty(STDOUT_FILENO) == 0) return style;
  const bool dumb = variable("TERM") == "dumb";
  style.rewrite = !dumb;
  style.colour = !dumb && variable("NO_COLOR").empty();
  winsize size{};
  style.width = kUsualWidth;
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.width = size.ws_col;
  return style;
}

}  // namespace brood
