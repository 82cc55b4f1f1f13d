#include "runner/swarm/free_port.hpp"

#include <gtest/gtest.h>

#include "runner/swarm/readiness.hpp"

namespace brood {
namespace {

TEST(AFreePort, IsFree) { EXPECT_FALSE(port_accepts(*find_free_port())); }

}  // namespace
}  // namespace brood
