#include "runner/agent/http/curl_transport.hpp"
#include "runner/agent/http/header_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>

#include "tests/support/http_server.hpp"
#include "tests/support/raw_server.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood::agent {
namespace {

using namespace std::chrono_literals;
using test::RawServer;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::size_t kStackSize = 65'536;

class CurlTransportTest : public testing::Test {
 protected:
  // Runs the bodies as fibers until all have ended.
  void run(std::vector<std::function<void()>> bodies) {
    std::vector<std::unique_ptr<Fiber>> fibers;
    for (auto& body : bodies) {
      fibers.push_back(std::make_unique<Fiber>(stacks_, std::move(body)));
      loop_.post(*fibers.back());
    }
    const std::uint64_t end = loop_.now() + 20'000'000'000;
    const auto ended = [](const auto& fiber) { return fiber->ended(); };
    while (!std::all_of(fibers.begin(), fibers.end(), ended)) {
      ASSERT_LT(loop_.now(), end);
      loop_.turn(std::min(transport_.deadline(), end));
      transport_.tick();
    }
  }
  Exchange made(Exchange exchange) {
    run({[&] { transport_.run(session_, exchange); }});
    return exchange;
  }
  Exchange get(const std::string& url) {
    Exchange exchange;
    exchange.method = "GET";
    exchange.url = url;
    return made(std::move(exchange));
  }
  Exchange send(const std::string& method, const Body& body, Headers headers = {}) {
    Exchange exchange;
    exchange.method = method;
    exchange.url = server_.url("/echo");
    exchange.body = &body;
    exchange.headers = std::move(headers);
    return made(std::move(exchange));
  }

  test::HttpServer server_;
  StackPool stacks_{kStackSize};
  Epoll poller_;
  EventLoop loop_{poller_};
  CurlTransport transport_{loop_, poller_};
  CurlSession session_{HttpSettings{}};
};

TEST_F(CurlTransportTest, BringsTheAnswer) {
  const Exchange answer = get(server_.url("/ok"));
  EXPECT_EQ(200, answer.status);
  EXPECT_EQ("hello", answer.answer_body);
  EXPECT_EQ("", answer.error);
  EXPECT_THAT(parse_headers(answer.answer_head), testing::Contains(Header("Content-Type", "text/plain")));
}

TEST_F(CurlTransportTest, MeasuresTheExchange) {
  const Exchange answer = get(server_.url("/slow/30"));
  EXPECT_GE(answer.duration, 30'000'000u);
  EXPECT_GE(answer.phases[kWait], 29'000'000u);
  EXPECT_LE(answer.phases[kWait], answer.duration);
  EXPECT_GT(answer.bytes_in, 0u);
  EXPECT_GT(answer.bytes_out, 20u);
}

TEST_F(CurlTransportTest, KeepsTheConnection) {
  EXPECT_NE(kNoPhase, get(server_.url("/ok")).phases[kConnect]);
  EXPECT_EQ(kNoPhase, get(server_.url("/ok")).phases[kConnect]);
}

TEST_F(CurlTransportTest, GivesEachSessionAConnectionAndCookiesOfItsOwn) {
  get(server_.url("/cookie/mine"));
  EXPECT_THAT(get(server_.url("/echo")).answer_body, HasSubstr("Cookie: mine=yes"));
  CurlSession other{HttpSettings{}};
  Exchange exchange;
  exchange.method = "GET";
  exchange.url = server_.url("/echo");
  run({[&] { transport_.run(other, exchange); }});
  EXPECT_THAT(exchange.answer_body, Not(HasSubstr("Cookie")));
  EXPECT_NE(kNoPhase, exchange.phases[kConnect]);
}

TEST_F(CurlTransportTest, SendsTheCookiesOfASessionWhicheverHandleItGets) {
  get(server_.url("/cookie/mine"));
  CurlSession other{HttpSettings{}};
  Exchange long_one, mine;
  long_one.method = mine.method = "GET";
  long_one.url = server_.url("/slow/100");
  mine.url = server_.url("/echo");
  // The handle that the cookie came with is taken, so a new one is made.
  run({[&] { transport_.run(other, long_one); }, [&] { transport_.run(session_, mine); }});
  EXPECT_THAT(mine.answer_body, HasSubstr("Cookie: mine=yes"));
}

TEST_F(CurlTransportTest, KeepsNoCookiesWhenTold) {
  HttpSettings settings;
  settings.cookies = false;
  CurlSession forgetful{settings};
  for (const char* path : {"/cookie/mine", "/echo"}) {
    Exchange exchange;
    exchange.method = "GET";
    exchange.url = server_.url(path);
    run({[&] { transport_.run(forgetful, exchange); }});
    EXPECT_THAT(exchange.answer_body, Not(HasSubstr("Cookie")));
  }
}

TEST_F(CurlTransportTest, LetsManyUsersWaitAtOnce) {
  constexpr int kUsers = 20;
  std::vector<std::unique_ptr<CurlSession>> sessions;
  std::vector<std::function<void()>> bodies;
  int good = 0;
  int waiting = 0;
  int most = 0;
  for (int i = 0; i < kUsers; ++i) {
    sessions.push_back(std::make_unique<CurlSession>(HttpSettings{}));
    bodies.emplace_back([&, session = sessions.back().get()] {
      for (int round = 0; round < 5; ++round) {
        Exchange exchange;
        exchange.method = "GET";
        exchange.url = server_.url("/slow/20");
        most = std::max(most, ++waiting);
        transport_.run(*session, exchange);
        --waiting;
        good += exchange.status == 200 ? 1 : 0;
      }
    });
  }
  run(std::move(bodies));
  EXPECT_EQ(5 * kUsers, good);
  EXPECT_EQ(kUsers, most);
}

TEST_F(CurlTransportTest, SendsABody) {
  const std::string echo = send("POST", text("some words")).answer_body;
  EXPECT_THAT(echo, AllOf(StartsWith("POST /echo"), HasSubstr("Content-Type: text/plain"),
                          EndsWith("\n\nsome words")));
  EXPECT_THAT(echo, Not(HasSubstr("Expect")));
}

TEST_F(CurlTransportTest, SendsEveryMethod) {
  for (const char* method : {"PUT", "PATCH", "DELETE", "POST"})
    EXPECT_THAT(send(method, text("x")).answer_body, AllOf(StartsWith(method), EndsWith("\n\nx")));
  Exchange head;
  head.method = "HEAD";
  head.url = server_.url("/ok");
  EXPECT_EQ(200, made(head).status);
}

TEST_F(CurlTransportTest, SendsAForm) {
  EXPECT_THAT(send("POST", form({{"name", "a b&c"}, {"q", "ä"}})).answer_body,
              EndsWith("name=a%20b%26c&q=%C3%A4"));
}

TEST_F(CurlTransportTest, SendsPartsAndFiles) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("note.txt")) << "from a file";
  EXPECT_THAT(send("PUT", file(folder.file("note.txt"))).answer_body, EndsWith("\n\nfrom a file"));
  const Body parts =
      multipart({{.name = "a", .content = "one"}, {.name = "b", .file = folder.file("note.txt")}});
  EXPECT_THAT(send("POST", parts).answer_body,
              AllOf(HasSubstr("a=one"), HasSubstr("b=from a file;text/plain;note.txt")));
}

TEST_F(CurlTransportTest, LetsARequestsHeaderStandForTheSessions) {
  session_.settings.headers = {{"X-Team", "blue"}, {"X-Kept", "yes"}};
  const std::string echo =
      send("POST", text("x"), {{"x-team", "red"}, {"Content-Type", "own/type"}}).answer_body;
  EXPECT_THAT(echo, AllOf(HasSubstr("x-team: red"), Not(HasSubstr("blue")), HasSubstr("X-Kept: yes")));
  EXPECT_THAT(echo, AllOf(HasSubstr("Content-Type: own/type"), Not(HasSubstr("text/plain"))));
}

TEST_F(CurlTransportTest, FollowsRedirectsAndCountsThem) {
  const Exchange followed = get(server_.url("/redirect/3/302"));
  EXPECT_EQ(200, followed.status);
  EXPECT_EQ(3u, followed.redirects);
  EXPECT_EQ("hello", followed.answer_body);
}

TEST_F(CurlTransportTest, AsksWithGetForWhatIsToBeSeenInstead) {
  const Body body = text("x");
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
    for (const auto& [status, next] : {std::pair{"303", "GET"}, {"307", method}}) {
      Exchange exchange;
      exchange.method = method;
      exchange.url = server_.url(std::string("/redirect/2/") + status);
      exchange.body = &body;
      EXPECT_THAT(made(exchange).answer_head, HasSubstr(std::string("X-Asked-With: ") + next)) << status;
    }
  }
}

TEST_F(CurlTransportTest, FailsWhereAFolderStandsForAFile) {
  const TemporaryFolder folder;
  EXPECT_NE("", send("PUT", file(folder.path())).error);
  EXPECT_NE("", send("POST", multipart({{.name = "b", .file = folder.path()}})).error);
}

TEST_F(CurlTransportTest, LeavesRedirectsAloneWhenTold) {
  Exchange exchange;
  exchange.method = "GET";
  exchange.url = server_.url("/redirect/3/302");
  exchange.follow_redirects = false;
  EXPECT_EQ(302, made(exchange).status);
}

TEST_F(CurlTransportTest, ShowsItsPassword) {
  Exchange exchange;
  exchange.method = "GET";
  exchange.url = server_.url("/auth");
  exchange.auth = Auth{"alice", "secret"};
  EXPECT_EQ(200, made(exchange).status);
}

TEST_F(CurlTransportTest, KeepsOnlySoMuchOfAnAnswer) {
  session_.settings.max_body = 1000;
  const Exchange answer = get(server_.url("/bytes/100000"));
  EXPECT_EQ(1000u, answer.answer_body.size());
  EXPECT_EQ(100'000u, answer.body_bytes);
}

TEST_F(CurlTransportTest, EndsAnInterruptedExchange) {
  Exchange exchange;
  exchange.method = "GET";
  exchange.url = server_.url("/slow/1000");
  bool whole = true;
  Fiber* waiting = nullptr;
  run({[&] {
         waiting = Fiber::current();
         whole = transport_.run(session_, exchange);
       },
       [&] {
         loop_.sleep_until(loop_.now() + 30'000'000);
         loop_.interrupt(*waiting);
       }});
  EXPECT_FALSE(whole);
  EXPECT_LT(exchange.duration, 900'000'000u);
}

struct Fault {
  const char* name;
  RawServer::Manner manner;
  const char* error;
};
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class AServerThat : public CurlTransportTest, public testing::WithParamInterface<Fault> {};

TEST_P(AServerThat, IsToldInOneStableText) {
  const RawServer server(GetParam().manner);
  Exchange exchange;
  exchange.method = "GET";
  exchange.url = server.url();
  exchange.timeout = 200ms;
  for (int round = 0; round < 2; ++round) EXPECT_EQ(GetParam().error, made(exchange).error);
}
INSTANTIATE_TEST_SUITE_P(
    Manners, AServerThat,
    testing::Values(Fault{"closes", RawServer::Manner::closes, "connection closed without an answer"},
                    Fault{"resets", RawServer::Manner::resets, "connection lost while receiving"},
                    Fault{"cuts short", RawServer::Manner::cuts_short, "answer cut short"},
                    Fault{"babbles", RawServer::Manner::babbles, "answer is not HTTP"},
                    Fault{"is silent", RawServer::Manner::is_silent, "no answer within the time-out"},
                    Fault{"drips", RawServer::Manner::drips, "no whole answer within the time-out"}));

TEST_F(CurlTransportTest, TellsThatNobodyListens) {
  EXPECT_EQ("connection refused", get(test::refused_url()).error);
  EXPECT_EQ(0, get(test::refused_url()).status);
}

TEST_F(CurlTransportTest, TellsAWrongUrl) {
  EXPECT_EQ("URL is not HTTP", get("ftp://127.0.0.1/").error);
  EXPECT_EQ("host name not found", get("http://nowhere.invalid/").error);
}

TEST_F(CurlTransportTest, TellsAFileThatIsNotThere) {
  EXPECT_EQ("file to be sent cannot be read", send("PUT", file("/nowhere/at/all")).error);
}

}  // namespace
}  // namespace brood::agent
