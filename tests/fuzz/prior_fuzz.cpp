// What an earlier duet printed.
#include "ci/gate/duet_json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  read_origin(text);
  const Expected<Variances> variances = read_variances(text);
  if (!variances) return;
  for (const auto& [name, variance] : *variances) expect(variance >= 0 && variance <= 1e6, "no variance");
}

}  // namespace brood
