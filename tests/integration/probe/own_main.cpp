// A program with a main of its own: with its own arguments, a listener, and an environment that runs a server
// in a thread on a fixed port. Usage: --greeting=hello --port=N --events=FILE
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <thread>

namespace {

std::map<std::string, std::string> arguments;

sockaddr_in server_address() {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(arguments["port"])));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

class Server : public testing::Environment {
 public:
  void SetUp() override {
    const int on = 1;
    const sockaddr_in address = server_address();
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    ASSERT_EQ(0, bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address));
    ASSERT_EQ(0, listen(listener_, 64));
    thread_ = std::thread([this] { answer(); });
  }
  void TearDown() override {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }

 private:
  void answer() {
    for (int client = accept(listener_, nullptr, nullptr); client >= 0;
         client = accept(listener_, nullptr, nullptr)) {
      EXPECT_EQ(2, write(client, "hi", 2));
      close(client);
    }
  }
  int listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::thread thread_;
};

// Writes down all it is told, a line an event, also from several processes.
class Witness : public testing::TestEventListener {
  void OnTestProgramStart(const testing::UnitTest&) override { saw("program start"); }
  void OnTestIterationStart(const testing::UnitTest&, int) override { saw("iteration start"); }
  void OnEnvironmentsSetUpStart(const testing::UnitTest&) override { saw("set-up start"); }
  void OnEnvironmentsSetUpEnd(const testing::UnitTest&) override { saw("set-up end"); }
  void OnTestSuiteStart(const testing::TestSuite& suite) override {
    saw(std::string("suite start ") + suite.name());
  }
  void OnTestStart(const testing::TestInfo& test) override { saw(std::string("test start ") + test.name()); }
  void OnTestPartResult(const testing::TestPartResult& part) override {
    saw(std::string("part ") + part.summary());
  }
  void OnTestEnd(const testing::TestInfo& test) override {
    if (test.name() == std::string("FailsByListener")) ADD_FAILURE() << "the listener does not like it";
    saw(std::string("test end ") + test.name() + (test.result()->Failed() ? " failed" : " fine"));
  }
  void OnTestSuiteEnd(const testing::TestSuite& suite) override {
    saw(std::string("suite end ") + suite.name());
  }
  void OnEnvironmentsTearDownStart(const testing::UnitTest&) override { saw("tear-down start"); }
  void OnEnvironmentsTearDownEnd(const testing::UnitTest&) override { saw("tear-down end"); }
  void OnTestIterationEnd(const testing::UnitTest&, int) override { saw("iteration end"); }
  void OnTestProgramEnd(const testing::UnitTest&) override { saw("program end"); }

 public:
  static void saw(std::string event) {
    for (char& letter : event) letter = letter == '\n' ? ' ' : letter;
    std::ofstream(arguments["events"], std::ios::app) << event + "\n";
  }
};

TEST(OwnMain, KnowsItsArguments) { EXPECT_EQ("hello", arguments["greeting"]); }

TEST(OwnMain, ReachesItsServer) {
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = server_address();
  ASSERT_EQ(0, connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  char answer[2] = {};
  EXPECT_EQ(2, recv(client, answer, sizeof answer, MSG_WAITALL));
  EXPECT_EQ("hi", std::string(answer, 2));
  close(client);
}

TEST(OwnMain, Fails) { FAIL() << "for the listener to see"; }
TEST(OwnMain, Skips) { GTEST_SKIP() << "for the listener to see"; }
TEST(OwnMain, FailsByListener) {}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::size_t equals = argument.find('=');
    if (argument.compare(0, 2, "--") != 0 || equals == std::string::npos) return 64;
    arguments[argument.substr(2, equals - 2)] = argument.substr(equals + 1);
  }
  testing::AddGlobalTestEnvironment(new Server);
  testing::UnitTest::GetInstance()->listeners().Append(new Witness);
  const int result = RUN_ALL_TESTS();
  Witness::saw("main ends");
  return result;
}
