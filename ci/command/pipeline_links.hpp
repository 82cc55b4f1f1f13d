// Where people find the published pages while the pipeline's job is kept.
#pragma once

#include <map>
#include <ostream>
#include <span>
#include <string>

#include "runner/core/result.hpp"

namespace brood {

// The address of the published folder `to`, with a slash at its end: that of the job's artifacts, by GitLab's
// CI_JOB_URL. Empty where no job says so, or `to` is outside of its CI_PROJECT_DIR and so no artifact.
std::string address_of_artifacts(const std::string& to, const std::map<std::string, std::string>& variables);

// GitLab's annotations report: links on the job's page, to the index and to each run's page.
// Precondition: `address` is not empty.
void write_links(std::span<const Result> runs, const std::string& address, std::ostream& out);

}  // namespace brood
