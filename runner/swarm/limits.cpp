#include "runner/swarm/limits.hpp"
