// The whole probe in one translation unit: for builds that differ in how it is compiled, not in what it says.
#include "assertions.cpp"
#include "exceptions.cpp"
#include "fixtures.cpp"
#include "mocks.cpp"
#include "parameters.cpp"
#include "processes.cpp"
#include "skips.cpp"
