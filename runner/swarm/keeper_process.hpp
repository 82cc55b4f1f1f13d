// The keeper's side of the keeper.
#pragma once

namespace brood {

// What a process forked from brood does to be the keeper, with its end of the socket. All signals are blocked
// on entry.
[[noreturn]] void be_keeper(int socket);

}  // namespace brood
