// Why a transfer failed, in one of few texts that stay the same from run to run, so that errors can be
// counted by them.
#pragma once

#include <curl/curl.h>

#include <string>

namespace brood::agent {

// Precondition: `result` is the result of the transfer of `easy`, and not CURLE_OK.
std::string transfer_error(CURL* easy, CURLcode result);

}  // namespace brood::agent
