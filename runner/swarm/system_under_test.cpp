#include "runner/swarm/system_under_test.hpp"
