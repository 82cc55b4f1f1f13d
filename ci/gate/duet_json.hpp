// What a duet found, as one JSON object that people's scripts and later duets read.
#pragma once

#include <string>
#include <string_view>

#include "ci/gate/duet_judge.hpp"
#include "ci/gate/prior.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// One line: {"verdict","rounds_used","metrics":[{"name","verdict","ratio","low","high","p","sensitivity"}],
// "variances":{}}. Ratios above 1 are worse, low and high are their 95 % interval, and what there is no data
// of is absent. Errors have old_rate, new_rate and noticeable_rate (shares of requests) instead of an
// interval; a task of one version only is a metric of the task's name. Precondition: there is a verdict.
// `origin`, what machine and load it is of, stands in it as "origin" unless it is empty.
std::string duet_json(const DuetReport& report, const std::string& origin = {});

// The variances of such an object, for the prior of a later duet.
Expected<Variances> read_variances(std::string_view text);
// The origin of such an object; empty if it tells none.
std::string read_origin(std::string_view text);

}  // namespace brood
