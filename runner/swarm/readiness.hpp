// The question whether a system under test is ready, asked again and again.
#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <string>

#include "runner/core/address.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/scenario.hpp"
#include "runner/core/units.hpp"

namespace brood {

// What is asked, by SutPlan::ready.
struct ReadyQuestion {
  enum class Kind : std::uint8_t { started, accepts, answers };
  Kind kind = Kind::started;
  std::uint16_t port = 0;  // of 127.0.0.1; 0 for `started` and for another machine
  std::string url;         // for `answers`
  Address address;  // of the SUT: the chosen one, or that of plan.ready where the command does not take it
};

// The error is a mistake in the plan.
Expected<ReadyQuestion> ready_question(const SutPlan& plan, const Address& chosen);

// Whether something accepts connections on that port of 127.0.0.1.
bool port_accepts(std::uint16_t port);

class Readiness {
 public:
  explicit Readiness(const ReadyQuestion& question);

  // True when the answer is yes. Waits for it at most `patience`; a request that takes longer goes on in the
  // next call.
  bool ask(Nanos patience);

  // For a person: "http://127.0.0.1:41234/health: status 503".
  std::string describe() const;

 private:
  bool ask_http(Nanos patience);
  void begin_request();

  struct Close {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct CloseMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };

  ReadyQuestion question_;
  std::string last_answer_ = "no answer";
  std::unique_ptr<CURLM, CloseMulti> multi_;
  std::unique_ptr<CURL, Close> easy_;
  bool under_way_ = false;
};

}  // namespace brood
