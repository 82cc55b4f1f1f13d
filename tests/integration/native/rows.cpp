// A native scenario whose users have accounts, from "accounts.csv" in the working directory.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>
#include <brood/brood.hpp>

#include <stdexcept>

using namespace std::chrono_literals;

namespace {

brood::Rows& accounts = brood::rows("accounts.csv");

// A file that is locked until it goes, which is when its owner or the owner's process does.
class Lock {
 public:
  void take(std::string_view name) {
    file_ = open((std::string(name) + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (flock(file_, LOCK_EX | LOCK_NB) != 0) throw std::runtime_error("in use already");
  }
  ~Lock() { close(file_); }

 private:
  int file_ = -1;
};

class Customer : public brood::User {
 public:
  void on_start() override {
    account_ = accounts.unique().index();
    lock_.take(accounts.unique()["name"]);
  }
  void shops() {
    if (accounts.unique().index() != account_) throw std::runtime_error("has another account");
    sleep(1ms);
  }
  // Once in a run: takes all users of its process with it.
  void crashes() {
    const int file = open("crashed", O_RDWR | O_CREAT | O_EXCL, 0600);
    if (file >= 0) abort();
    shops();
  }

 private:
  std::size_t account_ = 0;
  Lock lock_;
};

BROOD_USER(Customer)
    .wait(brood::constant(1ms))
    .task("shops", &Customer::shops, 9)
    .task("crashes", &Customer::crashes)
    .task("leaves", [](Customer&) { throw brood::StopUser(); })
    .task("takes_the_next", [](Customer&) {
      static brood::Rows& tickets = brood::rows("tickets.jsonl", brood::AtEnd::stop);
      tickets.next();
    });

const bool with_tickets = [] {
  if (access("tickets.jsonl", F_OK) == 0) brood::rows("tickets.jsonl", brood::AtEnd::stop);
  return true;
}();

}  // namespace
