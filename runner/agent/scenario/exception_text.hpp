// What was thrown, for a person.
#pragma once

#include <string>

namespace brood::agent {

// "std::runtime_error: no stock". Call inside a handler.
std::string describe_exception();

}  // namespace brood::agent
