#pragma once

#include <cstdint>

// What the tap uses of libcurl's binary interface, which libcurl keeps stable. Its headers are not needed, so
// a program without libcurl can be built where there are none; tests/agent/curl_api_test.cpp compares this
// with them.
namespace brood::curl {

using Easy = void;
using Multi = void;
using Parts = void;  // CURLU

inline constexpr int kOk = 0;
inline constexpr int kFailedInit = 2;  // CURLE_FAILED_INIT
inline constexpr int kHttpReturnedError =
    22;  // CURLE_HTTP_RETURNED_ERROR: an answer, and CURLOPT_FAILONERROR
inline constexpr int kMultiInternalError = 4;  // CURLM_INTERNAL_ERROR

enum Option : int {
  kNoBody = 44,
  kUpload = 46,
  kPost = 47,
  kPut = 54,
  kHttpGet = 80,
  kConnectOnly = 141,
  kUrl = 10002,
  kPostFields = 10015,
  kHttpHeader = 10023,
  kHttpPost = 10024,
  kCustomRequest = 10036,
  kCopyPostFields = 10165,
  kMimePost = 10269,
  kUrlParts = 10282,  // CURLOPT_CURLU
};

// The option's number tells the type of its value: CURLOPTTYPE_OFF_T.
constexpr bool takes_offset(int option) { return option / 10000 == 3; }
constexpr bool takes_long(int option) { return option < 10000; }

enum Info : int {
  kEffectiveUrl = 0x100001,
  kEffectiveMethod = 0x10003a,  // since 7.72
  kResponseCode = 0x200002,
  kHeaderSize = 0x20000b,
  kRequestSize = 0x20000c,
  kRedirectCount = 0x200014,
  kNumConnects = 0x20001a,
  kSizeUpload = 0x600007,
  kSizeDownload = 0x600008,
  kTotalTime = 0x600032,
  kNameLookupTime = 0x600033,
  kConnectTime = 0x600034,
  kPreTransferTime = 0x600035,
  kStartTransferTime = 0x600036,
  kAppConnectTime = 0x600038,
};

struct Message {  // CURLMsg
  int kind;
  Easy* easy;
  union {
    void* whatever;
    int result;
  } data;
};
inline constexpr int kDone = 1;  // CURLMSG_DONE

}  // namespace brood::curl
