#include "runner/swarm/program.hpp"
