#include "runner/agent/request_ids.hpp"

#include <stdlib.h>
#include <string.h>

#include "runner/agent/recorder.hpp"
#include "runner/channel/records.hpp"
#include "runner/core/request_name.hpp"

namespace brood::agent {

namespace {

constexpr char kNoMemory[] =
    "there is no memory left in a user for names of requests; ask for fewer users, or raise ulimit -v or the "
    "container's limit";

constexpr RequestName kOther{"", 0, "(other)", 7};

std::uint64_t hash(std::uint64_t h, const char* text, std::uint32_t length) {
  for (std::uint32_t i = 0; i < length; ++i)
    h = (h ^ static_cast<unsigned char>(text[i])) * 0x100000001b3;  // FNV-1a
  return h;
}

}  // namespace

RequestName RequestIds::name(const brood_request& request, bool as_path, char* buffer) {
  const char* method = request.method == nullptr ? "" : request.method;
  const std::uint32_t method_length = static_cast<std::uint32_t>(strnlen(method, 32));
  if (request.name != nullptr) {
    return {method, method_length, request.name,
            static_cast<std::uint32_t>(strnlen(request.name, channel::kMaxNameLength))};
  }
  const char* url = request.url == nullptr ? "" : request.url;
  const std::size_t length = as_path ? request_path(url, buffer, channel::kMaxNameLength)
                                     : request_name(url, buffer, channel::kMaxNameLength);
  return {method, method_length, buffer, static_cast<std::uint32_t>(length), as_path};
}

void RequestIds::begin_anew() {
  for (std::uint32_t i = 0; i < kSlots; ++i) free(entries_[i].text);
  memset(entries_, 0, kSlots * sizeof(Entry));
  count_ = 0;
}

RequestIds::Entry* RequestIds::find(const RequestName& name) {
  if (entries_ == nullptr) {
    entries_ = static_cast<Entry*>(calloc(kSlots, sizeof(Entry)));
    if (entries_ == nullptr) give_up(kNoMemory);
  }
  const std::uint64_t start =
      hash(hash(0xcbf29ce484222325, name.method, name.method_length), name.text, name.length);
  for (std::uint64_t i = start;; ++i) {
    Entry& entry = entries_[i % kSlots];
    if (entry.text == nullptr) return &entry;
    if (entry.length == name.length && entry.method_length == name.method_length &&
        memcmp(entry.text, name.method, name.method_length) == 0 &&
        memcmp(entry.text + name.method_length, name.text, name.length) == 0) {
      return &entry;
    }
  }
}

std::uint32_t RequestIds::find_or_add(RequestName& name, bool& added) {
  Entry* entry = find(name);
  if (entry->text == nullptr && count_ >= kMost) {
    if (name.is_path) begin_anew();
    else name = kOther;
    entry = find(name);
  }
  added = entry->text == nullptr;
  if (added) {
    entry->text = static_cast<char*>(malloc(name.method_length + name.length + 1));
    if (entry->text == nullptr) give_up(kNoMemory);
    memcpy(entry->text, name.method, name.method_length);
    memcpy(entry->text + name.method_length, name.text, name.length);
    entry->method_length = name.method_length;
    entry->length = name.length;
    entry->id = count_++;
  }
  return entry->id;
}

}  // namespace brood::agent
