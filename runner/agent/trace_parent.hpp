// The header by which servers join what they log of a request (W3C Trace Context, version 00).
#pragma once

namespace brood::agent {

// A new "00-<trace>-<span>-01". Valid until the next call in this process.
const char* trace_parent();

}  // namespace brood::agent
