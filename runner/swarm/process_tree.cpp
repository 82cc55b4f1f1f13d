#include "runner/swarm/process_tree.hpp"
