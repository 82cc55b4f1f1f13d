// The request names that a user has met, each with a small number, which samples carry. Needs no memory per
// request.
#pragma once

#include <cstdint>

#include "brood/agent.h"

namespace brood::agent {

struct RequestName {
  const char* method;
  std::uint32_t method_length;
  const char* text;
  std::uint32_t length;
  bool is_path = false;  // for brood to make a name of
};

class RequestIds {
 public:
  static constexpr std::uint32_t kMost = 1000;

  // The method and name of `request`; a name made from the URL is written to `buffer` (of kMaxNameLength
  // bytes). `as_path`: its path and query instead.
  static RequestName name(const brood_request& request, bool as_path, char* buffer);

  // The number of that name; `added` tells that it is new. Past kMost names all new ones are "(other)"; past
  // kMost with paths among them numbers begin anew, since many paths may have one name.
  std::uint32_t find_or_add(RequestName& name, bool& added);

 private:
  struct Entry {
    char* text;  // method and name; null: free
    std::uint32_t method_length;
    std::uint32_t length;
    std::uint32_t id;
  };
  static constexpr std::uint32_t kSlots = 2048;  // a power of two, at most half full

  Entry* find(const RequestName& name);
  void begin_anew();

  Entry* entries_ = nullptr;
  std::uint32_t count_ = 0;
};

}  // namespace brood::agent
