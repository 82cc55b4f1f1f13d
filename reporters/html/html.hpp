// report.html: a page of one run for people, that needs nothing but a browser; see page.hpp.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_html(const Result& result, std::ostream& out);
}
