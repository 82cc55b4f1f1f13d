#include "runner/swarm/address.hpp"
