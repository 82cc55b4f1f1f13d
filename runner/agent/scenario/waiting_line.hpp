// The users of a worker that are free, in line for the arrivals of an open model.
#pragma once

#include <boost/intrusive/list.hpp>
#include <cstdint>

#include "runner/agent/fiber/event_loop.hpp"
#include "runner/channel/arrival_queue.hpp"

namespace brood::agent {

class WaitingLine {
 public:
  // `loop` and the layout must outlive it. Precondition: the layout has arrivals.
  WaitingLine(EventLoop& loop, const channel::Layout& layout) : loop_(loop), queue_(layout) {}

  // The running fiber waits until it is given an arrival. Returns the time when that is due, which may be a
  // little ahead; kNoArrival if the wait was interrupted.
  std::uint64_t wait();

  // Claims arrivals that are due soon for users in line, the first first.
  void serve(std::uint64_t now);

  bool is_empty() const { return line_.empty(); }
  // How many arrivals are due that nobody is free for, here or elsewhere; at most `most`.
  std::uint64_t unserved(std::uint64_t now, std::uint64_t most) const;

 private:
  struct Waiter
      : boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
    explicit Waiter(EventLoop& loop) : served(loop) {}
    Event served;
    std::uint64_t arrival = channel::kNoArrival;
  };

  EventLoop& loop_;
  channel::ArrivalQueue queue_;
  boost::intrusive::list<Waiter, boost::intrusive::constant_time_size<false>> line_;
};

}  // namespace brood::agent
