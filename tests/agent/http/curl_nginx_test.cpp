// What libcurl can do, against a real nginx: TLS, HTTP/2, compression, proxies, Unix sockets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runner/agent/http/curl_transport.hpp"
#include "runner/agent/http/header_lines.hpp"
#include "tests/support/nginx.hpp"
#include "tests/support/program.hpp"

namespace brood::agent {
namespace {

using testing::HasSubstr;

// A certificate for 127.0.0.1 that signs itself, and its key; made once.
class Certificate {
 public:
  Certificate() {
    run_program({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                 "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key(), "-out",
                 file()});
  }
  std::string file() const { return folder_.file("cert.pem"); }
  std::string key() const { return folder_.file("key.pem"); }

 private:
  TemporaryFolder folder_;
};

class CurlWithNginx : public testing::Test {
 protected:
  static const Certificate& certificate() {
    static const Certificate one;
    return one;
  }
  static std::string tls(int port, const std::string& more) {
    return "listen 127.0.0.1:" + std::to_string(port) + " ssl http2; ssl_certificate " +
           certificate().file() + "; ssl_certificate_key " + certificate().key() + "; " + more;
  }

  Exchange get(const std::string& url, HttpSettings settings = {}) {
    CurlSession session(std::move(settings));
    Exchange exchange;
    exchange.method = "GET";
    exchange.url = url;
    exchange.timeout = std::chrono::seconds(10);
    Fiber fiber(stacks_, [&] { transport_.run(session, exchange); });
    loop_.post(fiber);
    const std::uint64_t end = loop_.now() + 20'000'000'000;
    while (!fiber.ended()) {
      loop_.turn(std::min(transport_.deadline(), end));
      transport_.tick();
    }
    return exchange;
  }

  StackPool stacks_{131'072};
  Epoll poller_;
  EventLoop loop_{poller_};
  CurlTransport transport_{loop_, poller_};
};

TEST_F(CurlWithNginx, VerifiesServersUnlessToldNotToByName) {
  const int port = free_port();
  const test::Nginx nginx(tls(port, "location / { return 200 safe; }"));
  const std::string url = "https://127.0.0.1:" + std::to_string(port) + "/";
  EXPECT_EQ("server's certificate is not accepted", get(url).error);
  EXPECT_EQ("safe", get(url, {.tls = {.ca_file = certificate().file()}}).answer_body);
  const Exchange insecure = get(url, {.tls = {.insecure = true}});
  EXPECT_EQ("safe", insecure.answer_body);
  EXPECT_NE(kNoPhase, insecure.phases[kTls]);
}

TEST_F(CurlWithNginx, ShowsACertificateOfItsOwn) {
  const int port = free_port();
  const test::Nginx nginx(
      tls(port, "ssl_client_certificate " + certificate().file() +
                    "; ssl_verify_client on; location / { return 200 $ssl_client_s_dn; }"));
  const std::string url = "https://127.0.0.1:" + std::to_string(port) + "/";
  HttpSettings settings{.tls = {.ca_file = certificate().file()}};
  EXPECT_EQ(400, get(url, settings).status);
  settings.tls.certificate = certificate().file();
  settings.tls.key = certificate().key();
  EXPECT_EQ("CN=127.0.0.1", get(url, settings).answer_body);
  settings.tls.key = "/nowhere/key.pem";
  EXPECT_EQ("client's certificate cannot be used", get(url, settings).error);
}

TEST_F(CurlWithNginx, TellsOfAServerThatSpeaksNoTls) {
  const test::Nginx nginx("location / { return 200 plain; }");
  EXPECT_EQ("TLS handshake failed", get("https" + nginx.url().substr(4) + "/").error);
}

TEST_F(CurlWithNginx, SpeaksTheVersionOfHttpThatIsAsked) {
  const int port = free_port();
  const test::Nginx nginx(tls(port, "location / { return 200 $server_protocol; }"));
  const std::string url = "https://127.0.0.1:" + std::to_string(port) + "/";
  const auto protocol = [&](HttpVersion version) {
    return get(url, {.version = version, .tls = {.insecure = true}}).answer_body;
  };
  EXPECT_EQ("HTTP/2.0", protocol(HttpVersion::http2));
  EXPECT_EQ("HTTP/1.1", protocol(HttpVersion::http1));
}

TEST_F(CurlWithNginx, UnpacksWhatIsCompressed) {
  const test::Nginx nginx("gzip on; gzip_min_length 10; default_type text/html; location / { return 200 " +
                          std::string(500, 'x') + "; }");
  const Exchange packed = get(nginx.url() + "/");
  EXPECT_EQ("gzip", find_header(packed.answer_head, "content-encoding"));
  EXPECT_EQ(std::string(500, 'x'), packed.answer_body);
  EXPECT_LT(packed.bytes_in, 500u) << "counted as it came";
  EXPECT_EQ("", find_header(get(nginx.url() + "/", {.compressed = false}).answer_head, "content-encoding"));
}

TEST_F(CurlWithNginx, GoesThroughAProxy) {
  const test::Nginx nginx("location / { return 200 \"asked for $host\"; }");
  EXPECT_EQ("asked for shop.invalid", get("http://shop.invalid/x", {.proxy = nginx.url()}).answer_body);
  EXPECT_EQ("host name of the proxy not found",
            get("http://shop.invalid/x", {.proxy = "http://proxy.invalid:1"}).error);
}

TEST_F(CurlWithNginx, TellsAHostThatNobodyKnows) {
  EXPECT_EQ("host name not found", get("http://shop.invalid/").error);
}

TEST_F(CurlWithNginx, ConnectsToAUnixSocket) {
  const TemporaryFolder folder;
  const std::string socket = folder.file("s");
  const test::Nginx nginx("listen unix:" + socket + "; location / { return 200 $server_addr; }");
  EXPECT_THAT(get("http://shop/", {.unix_socket = socket}).answer_body, HasSubstr("unix:"));
}

}  // namespace
}  // namespace brood::agent
