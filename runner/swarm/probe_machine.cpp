#include "runner/swarm/probe_machine.hpp"
