// denied CALL ERROR PROGRAM [ARGUMENT...]: runs a program that, with all that it starts, may not make one
// system call; ERROR is what it is answered with: EPERM or ENOSYS. 125: nothing can be denied here.
#include "tests/integration/probe/deny.hpp"

#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 4 || !brood::probe::deny(argv[1], argv[2])) return 125;
  execv(argv[3], argv + 3);
  return 126;
}
