#include "runner/agent/http/curl_request.hpp"

#include <strings.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "runner/agent/http/curl_error.hpp"
#include "runner/agent/http/curl_info.hpp"

namespace brood::agent {

namespace {

std::uint64_t count(curl_off_t value) { return value > 0 ? static_cast<std::uint64_t>(value) : 0; }

// libcurl's marks are microseconds since the start; a mark that was not reached is 0.
std::uint64_t phase(curl_off_t from, curl_off_t to) {
  return to > 0 && to >= from ? static_cast<std::uint64_t>(to - from) * 1000 : kNoPhase;
}

// What libcurl reads from a file that is none: the request fails.
std::size_t no_data(char*, std::size_t, std::size_t, void*) { return CURL_READFUNC_ABORT; }

bool is_regular(const std::string& file) {
  struct stat about {};
  return stat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

bool same_name(const Header& header, const char* name) { return strcasecmp(header.first.c_str(), name) == 0; }

}  // namespace

CurlRequest::CurlRequest(CURL* easy, const HttpSettings& settings, Exchange& exchange)
    : easy_(easy), settings_(settings), exchange_(exchange) {
  curl_easy_setopt(easy_, CURLOPT_URL, exchange_.url.c_str());
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);  // else one slow look-up holds up all users of the worker
#endif
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
  set_session();
  set_tls();
  set_method_and_body();
  set_headers();
}

void CurlRequest::set_session() {
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_timeout.count()));
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(exchange_.timeout.count()));
  if (exchange_.follow_redirects) {
    curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy_, CURLOPT_MAXREDIRS, static_cast<long>(settings_.max_redirects));
  }
  if (!settings_.keep_alive) curl_easy_setopt(easy_, CURLOPT_FORBID_REUSE, 1L);
  if (settings_.compressed) curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "");
  if (!settings_.proxy.empty()) curl_easy_setopt(easy_, CURLOPT_PROXY, settings_.proxy.c_str());
  if (!settings_.unix_socket.empty())
    curl_easy_setopt(easy_, CURLOPT_UNIX_SOCKET_PATH, settings_.unix_socket.c_str());
  const long versions[] = {CURL_HTTP_VERSION_NONE, CURL_HTTP_VERSION_1_1, CURL_HTTP_VERSION_2_0,
                           CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE};
  if (settings_.version != HttpVersion::automatic)
    curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, versions[static_cast<std::size_t>(settings_.version)]);
  if (const auto& auth = exchange_.auth ? exchange_.auth : settings_.auth) {
    curl_easy_setopt(easy_, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC | CURLAUTH_DIGEST));
    curl_easy_setopt(easy_, CURLOPT_USERNAME, auth->user.c_str());
    curl_easy_setopt(easy_, CURLOPT_PASSWORD, auth->password.c_str());
  }
}

void CurlRequest::set_tls() {
  const Tls& tls = settings_.tls;
  const auto set = [&](CURLoption option, const std::string& value) {
    if (!value.empty()) curl_easy_setopt(easy_, option, value.c_str());
  };
  set(CURLOPT_CAINFO, tls.ca_file);
  set(CURLOPT_SSLCERT, tls.certificate);
  set(CURLOPT_SSLKEY, tls.key);
  set(CURLOPT_KEYPASSWD, tls.key_password);
  if (tls.insecure) {
    curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYHOST, 0L);
  }
}

void CurlRequest::set_method_and_body() {
  const Body* body = exchange_.body;
  if (exchange_.method == "HEAD") {
    curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
  } else if (body == nullptr) {
    if (exchange_.method == "POST" || exchange_.method == "PUT" || exchange_.method == "PATCH") {
      curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{0});
      curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, "");
    }
  } else if (!body->parts.empty()) {
    set_parts();
  } else if (!body->file.empty()) {
    set_file();
  } else {
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->content.size()));
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body->content.c_str());
  }
  // A method that is named outlives a redirect, which makes a GET of a POST (on_header() helps with 303).
  const bool is_usual = body == nullptr ? exchange_.method == "GET" || exchange_.method == "POST"
                                        : exchange_.method == "POST" && body->file.empty();
  if (!is_usual && exchange_.method != "HEAD")
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, exchange_.method.c_str());
}

void CurlRequest::set_file() {
  file_.reset(std::fopen(exchange_.body->file.c_str(), "rbe"));
  struct stat about {};
  curl_easy_setopt(easy_, CURLOPT_UPLOAD, 1L);
  if (file_ != nullptr && fstat(fileno(file_.get()), &about) == 0 && S_ISREG(about.st_mode)) {
    curl_easy_setopt(easy_, CURLOPT_READDATA, file_.get());
    curl_easy_setopt(easy_, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(about.st_size));
  } else {
    curl_easy_setopt(easy_, CURLOPT_READFUNCTION, &no_data);
  }
}

void CurlRequest::set_parts() {
  mime_.reset(curl_mime_init(easy_));
  for (const Part& part : exchange_.body->parts) {
    curl_mimepart* to = curl_mime_addpart(mime_.get());
    curl_mime_name(to, part.name.c_str());
    if (part.file.empty()) curl_mime_data(to, part.content.data(), part.content.size());
    else if (is_regular(part.file)) curl_mime_filedata(to, part.file.c_str());
    else curl_mime_data_cb(to, 1, no_data, nullptr, nullptr, nullptr);
    if (!part.content_type.empty()) curl_mime_type(to, part.content_type.c_str());
  }
  curl_easy_setopt(easy_, CURLOPT_MIMEPOST, mime_.get());
}

void CurlRequest::add_line(const char* line) {
  curl_slist* longer = curl_slist_append(headers_.get(), line);
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(headers_.release());
  headers_.reset(longer);
}

// libcurl sends a header without a value only if a semicolon stands for the colon.
void CurlRequest::add_header(std::string_view name, std::string_view value) {
  std::string& line = exchange_.line.assign(name);
  if (value.empty()) line += ';';
  else line.append(": ").append(value);
  add_line(line.c_str());
}

void CurlRequest::set_headers() {
  const Headers& own = exchange_.headers;
  const auto said = [&](const char* name) {
    return std::any_of(own.begin(), own.end(), [&](const Header& header) { return same_name(header, name); });
  };
  for (const auto& [name, value] : own) add_header(name, value);
  for (const auto& [name, value] : settings_.headers)
    if (!said(name.c_str())) add_header(name, value);
  const Body* body = exchange_.body;
  if (body != nullptr && body->parts.empty() && !body->content_type.empty() && !said("Content-Type"))
    add_header("Content-Type", body->content_type);
  // Waiting a second for "100 Continue" is no test of anything.
  if (body != nullptr && !said("Expect")) add_line("Expect:");
  if (headers_ != nullptr) curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_.get());
}

std::size_t CurlRequest::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  const CurlRequest& request = *static_cast<CurlRequest*>(self);
  Exchange& exchange = request.exchange_;
  const std::size_t bytes = size * count;
  const std::size_t room =
      request.settings_.max_body - std::min(request.settings_.max_body, exchange.answer_body.size());
  exchange.answer_body.append(data, std::min(bytes, room));
  exchange.body_bytes += bytes;
  return bytes;
}

std::size_t CurlRequest::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  CurlRequest& request = *static_cast<CurlRequest*>(self);
  Exchange& exchange = request.exchange_;
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) {
    // "See other" is asked for with GET; libcurl would repeat a method that it was told by name.
    const bool see_other = line.find(" 303") == line.find(' ');
    if (see_other && exchange.method != "HEAD")
      curl_easy_setopt(request.easy_, CURLOPT_CUSTOMREQUEST, nullptr);
    // Of several answers (redirects, "100 Continue") the last is the answer.
    exchange.answer_head.clear();
    exchange.answer_body.clear();
    exchange.body_bytes = 0;
  } else {
    exchange.answer_head += line;
  }
  return size * count;
}

void CurlRequest::read_result(CURLcode result) {
  exchange_.status = static_cast<int>(ask<long>(easy_, CURLINFO_RESPONSE_CODE));
  if (result != CURLE_OK) exchange_.error = transfer_error(easy_, result);
  exchange_.redirects = static_cast<std::uint32_t>(count(ask<long>(easy_, CURLINFO_REDIRECT_COUNT)));
  exchange_.bytes_in =
      count(ask<curl_off_t>(easy_, CURLINFO_SIZE_DOWNLOAD_T)) + count(ask<long>(easy_, CURLINFO_HEADER_SIZE));
  // A small body is counted as part of the request and as upload, a large or streamed one only as upload.
  const std::uint64_t sent = count(ask<long>(easy_, CURLINFO_REQUEST_SIZE));
  const std::uint64_t uploaded = count(ask<curl_off_t>(easy_, CURLINFO_SIZE_UPLOAD_T));
  exchange_.bytes_out = sent >= uploaded ? sent : sent + uploaded;
  read_phases();
}

void CurlRequest::read_phases() {
  const auto mark = [&](CURLINFO info) { return ask<curl_off_t>(easy_, info); };
  if (ask<long>(easy_, CURLINFO_NUM_CONNECTS) > 0) {
    const curl_off_t looked_up = mark(CURLINFO_NAMELOOKUP_TIME_T);
    const curl_off_t connected = mark(CURLINFO_CONNECT_TIME_T);
    exchange_.phases[kDns] = phase(0, looked_up);
    exchange_.phases[kConnect] = phase(looked_up, connected);
    if (connected > 0) exchange_.phases[kTls] = phase(connected, mark(CURLINFO_APPCONNECT_TIME_T));
  }
  const curl_off_t first_byte = mark(CURLINFO_STARTTRANSFER_TIME_T);
  exchange_.phases[kWait] = phase(mark(CURLINFO_PRETRANSFER_TIME_T), first_byte);
  exchange_.phases[kReceive] = first_byte > 0 ? phase(first_byte, mark(CURLINFO_TOTAL_TIME_T)) : kNoPhase;
}

}  // namespace brood::agent
