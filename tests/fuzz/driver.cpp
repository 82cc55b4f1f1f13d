// libFuzzer's view of a target.
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  brood::fuzz({reinterpret_cast<const char*>(data), size});
  return 0;
}
