#pragma once

#include "runner/agent/tap/curl_library.hpp"

// What the tap does around each of libcurl's functions. `library` has the function itself.
namespace brood::curl {

int perform(const Library& library, Easy* easy);
// Records a transfer that was left by an exception, if the last one was. Called from above all tests.
void settle();
void cleanup(const Library& library, Easy* easy);
void reset(const Library& library, Easy* easy);
Easy* duplicate(const Library& library, Easy* easy);

int add_to(const Library& library, Multi* multi, Easy* easy);
int remove_from(const Library& library, Multi* multi, Easy* easy);
Message* read_message(const Library& library, Multi* multi, int* left);
int cleanup_multi(const Library& library, Multi* multi);

}  // namespace brood::curl
