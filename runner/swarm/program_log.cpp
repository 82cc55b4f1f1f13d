#include "runner/swarm/program_log.hpp"
