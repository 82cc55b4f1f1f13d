#include "runner/agent/http/exchange.hpp"

#include <algorithm>
#include <utility>

namespace brood::agent {

void Exchange::clear() {
  Exchange fresh;
  for (std::string Exchange::*text : {&Exchange::method, &Exchange::url, &Exchange::error,
                                      &Exchange::answer_head, &Exchange::answer_body, &Exchange::line}) {
    fresh.*text = std::move(this->*text);
    (fresh.*text).clear();
  }
  fresh.headers = std::move(headers);
  fresh.headers.clear();
  *this = std::move(fresh);
}

}  // namespace brood::agent
