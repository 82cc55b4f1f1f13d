// A real nginx on a free port of 127.0.0.1, which logs every request that it handled.
#pragma once

#include <string>

#include "tests/support/temporary_folder.hpp"

namespace brood::test {

class Nginx {
 public:
  // `locations`: what stands in its server block. Throws std::runtime_error if it does not start.
  explicit Nginx(const std::string& locations);
  ~Nginx();
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // Lines of its access log.
  std::size_t logged() const;

 private:
  TemporaryFolder folder_;
  int port_;
  int pid_ = 0;
};

}  // namespace brood::test
