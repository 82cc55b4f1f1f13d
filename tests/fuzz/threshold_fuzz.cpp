// libFuzzer's view of the threshold parser. Run: brood_threshold_fuzz tests/fuzz/threshold_corpus
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/threshold_property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string broken = brood::broken_threshold_property({reinterpret_cast<const char*>(data), size});
  if (broken.empty()) return 0;
  std::fprintf(stderr, "%s\n", broken.c_str());
  std::abort();
}
