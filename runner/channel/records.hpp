// What a ring carries. Each record is a RecordHeader and a payload, padded to 16 bytes with zeros.
#pragma once

#include <cstdint>

#include "runner/core/sample.hpp"

namespace brood::channel {

enum RecordType : std::uint16_t {
  kPad = 1,            // fills the rest of the ring before it wraps; no payload
  kDefine = 2,         // DefineRecord, then method and name: a request id of this process
  kIterationDone = 3,  // IterationSample
  kRequestDone = 4,    // RequestSample
  kFailure = 5,        // FailureRecord, then a piece of file and message
  kStalled = 6,        // StalledRecord
  kGoodbye = 7,        // GoodbyeRecord: the process has nothing more to do, and ends; its last record
};

struct RecordHeader {
  std::uint32_t size;  // of header and payload, before padding
  std::uint16_t type;
  std::uint16_t zero;
  std::uint32_t sequence;  // how many records this process wrote before
  std::uint32_t check;     // over the padded record, with 0 in this place
};
// The smallest ring holds four of the longest.
inline constexpr std::uint32_t kMaxRecord = 4096;

// A number that was used before now stands for another request.
struct DefineRecord {
  std::uint32_t request;
  std::uint8_t method_length;
  std::uint8_t is_path;  // the name is a URL's path and query, which brood makes a name of by --name-rule
  std::uint16_t name_length;
};

// A failure belongs to the next sample of its kind from the same user, or to a group's set-up or
// tear-down, which has no sample. A long message comes in pieces; `more` is set on all but the last.
enum FailureOf : std::uint8_t { kOfIteration, kOfRequest, kOfGroupSetUp, kOfGroupTearDown };
struct FailureRecord {
  std::uint32_t user;
  std::uint32_t subject;  // task, request or group
  std::int32_t line;
  std::uint16_t file_length;  // only in the first piece
  std::uint16_t text_length;
  FailureOf of;
  std::uint8_t more;
  std::uint8_t padding[2];
};

// Waits for room in the ring, since the last record of this kind.
struct StalledRecord {
  std::uint64_t count;
  std::uint64_t duration;  // ns of all of them
};

struct GoodbyeRecord {
  std::uint32_t left;  // users that stopped by themselves
};

static_assert(sizeof(RecordHeader) == 16 && sizeof(DefineRecord) == 8 && sizeof(FailureRecord) == 20);

inline constexpr std::uint32_t kMaxNameLength = 1024;      // of a request's name
inline constexpr std::uint32_t kMaxPieceLength = 2048;     // of a failure's text in one record
inline constexpr std::uint32_t kMaxMessageLength = 65536;  // of a failure's text in all; the rest is left out

}  // namespace brood::channel
