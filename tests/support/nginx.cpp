#include "tests/support/nginx.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/program.hpp"

namespace brood::test {

namespace {

std::string configuration(const std::string& folder, int port, const std::string& locations) {
  return "daemon off; master_process off; pid " + folder + "/pid; error_log " + folder +
         "/error.log;\nevents { worker_connections 4000; }\nhttp {\n  access_log " + folder +
         "/access.log;\n  keepalive_requests 1000000;\n  client_body_temp_path " + folder +
         ";\n  proxy_temp_path " + folder + ";\n  fastcgi_temp_path " + folder + ";\n  uwsgi_temp_path " +
         folder + ";\n  scgi_temp_path " + folder +
         ";\n  server {\n    listen 127.0.0.1:" + std::to_string(port) + " backlog=4000;\n" + locations +
         "\n  }\n}\n";
}

}  // namespace

Nginx::Nginx(const std::string& locations) : port_(free_port()) {
  const std::string file = folder_.file("nginx.conf");
  std::ofstream(file) << configuration(folder_.path(), port_, locations);
  pid_ = fork();
  if (pid_ == 0) {
    for (const char* program : {"/usr/sbin/nginx", "nginx"})
      execlp(program, "nginx", "-c", file.c_str(), "-e", "stderr", nullptr);
    _exit(127);
  }
  struct stat about {};
  for (int i = 0; i < 500; ++i) {
    if (stat(folder_.file("pid").c_str(), &about) == 0 && about.st_size > 0) return;
    if (waitpid(pid_, nullptr, WNOHANG) != 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("nginx did not start: " + read_file(folder_.file("error.log")));
}

Nginx::~Nginx() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

std::size_t Nginx::logged() const {
  const std::string log = read_file(folder_.file("access.log"));
  return static_cast<std::size_t>(std::count(log.begin(), log.end(), '\n'));
}

}  // namespace brood::test
