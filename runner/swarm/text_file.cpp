#include "runner/swarm/text_file.hpp"
