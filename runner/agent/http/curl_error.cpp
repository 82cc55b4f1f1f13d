#include "runner/agent/http/curl_error.hpp"

#include <cerrno>
#include <cstring>

#include "runner/agent/http/curl_info.hpp"

namespace brood::agent {

namespace {

std::string no_connection(CURL* easy) {
  switch (const long error = ask<long>(easy, CURLINFO_OS_ERRNO)) {
    case ECONNREFUSED:
      return "connection refused";
    case 0:
      return "no connection";
    default:
      return std::string("no connection: ") + std::strerror(static_cast<int>(error));
  }
}

std::string time_out(CURL* easy) {
  if (ask<curl_off_t>(easy, CURLINFO_PRETRANSFER_TIME_T) == 0) return "no connection within the time-out";
  if (ask<curl_off_t>(easy, CURLINFO_STARTTRANSFER_TIME_T) == 0) return "no answer within the time-out";
  return "no whole answer within the time-out";
}

}  // namespace

std::string transfer_error(CURL* easy, CURLcode result) {
  switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "host name not found";
    case CURLE_COULDNT_RESOLVE_PROXY:
      return "host name of the proxy not found";
    case CURLE_COULDNT_CONNECT:
      return no_connection(easy);
    case CURLE_OPERATION_TIMEDOUT:
      return time_out(easy);
    case CURLE_GOT_NOTHING:
      return "connection closed without an answer";
    case CURLE_SEND_ERROR:
      return "connection lost while sending";
    case CURLE_RECV_ERROR:
      return "connection lost while receiving";
    case CURLE_PARTIAL_FILE:
      return "answer cut short";
    case CURLE_OUT_OF_MEMORY:
      return "answer's headers are too large";  // how libcurl says that, unless there really is no memory
    case CURLE_UNSUPPORTED_PROTOCOL:
      if (ask<long>(easy, CURLINFO_REDIRECT_COUNT) > 0) return "redirected to a URL that is not HTTP";
      [[fallthrough]];
    case CURLE_WEIRD_SERVER_REPLY:
      return ask<curl_off_t>(easy, CURLINFO_PRETRANSFER_TIME_T) > 0 ? "answer is not HTTP"
                                                                    : "URL is not HTTP";
    case CURLE_URL_MALFORMAT:
      return "URL is malformed";
    case CURLE_TOO_MANY_REDIRECTS:
      return "too many redirects";
    case CURLE_BAD_CONTENT_ENCODING:
      return "answer's content encoding is broken";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "server's certificate is not accepted";
    case CURLE_SSL_CONNECT_ERROR:
      return "TLS handshake failed";
    case CURLE_SSL_CERTPROBLEM:
      return "client's certificate cannot be used";
    case CURLE_SSL_CACERT_BADFILE:
      return "CA file cannot be read";
    case CURLE_READ_ERROR:
    case CURLE_ABORTED_BY_CALLBACK:  // only the reader of a file does
      return "file to be sent cannot be read";
    default:
      return curl_easy_strerror(result);
  }
}

}  // namespace brood::agent
