// A stored run, with which a run like it is compared.
#include "ci/gate/baseline_choice.hpp"
#include "ci/gate/baseline_comparison.hpp"
#include "ci/gate/baseline_json.hpp"
#include "ci/gate/stored_runs.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {

void fuzz(std::string_view text) {
  const Expected<Baseline> stored = read_baseline(text);
  if (!stored) return;
  const Expected<Baseline> again = read_baseline(baseline_json(*stored));
  expect(again && *again == *stored, "what is written of it is read as another one");
  Baseline run = *stored;
  run.started_at = "2027-01-01T00:00:00.000Z";
  RunFigures figures;
  figures.metrics = stored->metrics;
  compare_with_stored(figures, choose_baselines(run, {*stored}), stored_run_options(), false);
}

}  // namespace brood
