// Distributions as a picture shows them: buckets of equal width on a logarithmic axis.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/histogram.hpp"

namespace brood {

// [[bucket, count], ...] in rising order, of the non-empty buckets. Bucket i of `parts` buckets an octave
// begins at 2^(i / parts) ns. Each count goes where the middle of its bucket in the histogram lies.
nlohmann::ordered_json coarse_buckets(const Histogram& histogram, int parts);

}  // namespace brood
