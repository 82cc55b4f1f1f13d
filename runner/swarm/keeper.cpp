#include "runner/swarm/keeper.hpp"
