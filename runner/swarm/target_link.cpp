#include "runner/swarm/target_link.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace brood {

namespace {

std::vector<std::string> split_names(std::string_view payload) {
  std::vector<std::string> names;
  while (!payload.empty()) {
    const std::size_t end = payload.find('\0');
    names.emplace_back(payload.substr(0, end));
    payload.remove_prefix(end == std::string_view::npos ? payload.size() : end + 1);
  }
  return names;
}

// False if the packet does not end with a whole value.
template <class T>
bool read_values(std::string_view packet, std::vector<T>& values) {
  values.resize(packet.size() / sizeof(T));
  if (packet.size() != values.size() * sizeof(T)) return false;
  if (!values.empty()) std::memcpy(values.data(), packet.data(), packet.size());
  return true;
}

std::optional<TargetMessage> decode(std::string_view packet) {
  channel::MessageHeader header;
  if (packet.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, packet.data(), sizeof header);
  packet.remove_prefix(sizeof header);
  TargetMessage message;
  message.type = header.type;
  message.value = header.value;
  switch (header.type) {
    case channel::kRefused:
    case channel::kNote:
    case channel::kTearDownFailed:
      message.text = packet;
      break;
    case channel::kTaskNames:
    case channel::kGroupNames:
      message.names = split_names(packet);
      break;
    case channel::kForked:
    case channel::kForkFailed:
    case channel::kEnded:
      if (packet.size() != sizeof message.process) return std::nullopt;
      std::memcpy(&message.process, packet.data(), sizeof message.process);
      break;
    case channel::kSlots:
      if (packet.size() != sizeof message.users) return std::nullopt;
      std::memcpy(&message.users, packet.data(), sizeof message.users);
      break;
    case channel::kShape:
      if (!read_values(packet, message.stages)) return std::nullopt;
      break;
    case channel::kPlacement:
      if (!read_values(packet, message.placement)) return std::nullopt;
      break;
    case channel::kPlaced:
    case channel::kHello:
    case channel::kReady:
    case channel::kListed:
      break;
    default:
      return std::nullopt;
  }
  return message;
}

}  // namespace

Expected<TargetLink::Ends> TargetLink::create() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return Error{std::string("cannot make a socket pair: ") + std::strerror(errno)};
  }
  return Ends{TargetLink(Descriptor(ends[0])), Descriptor(ends[1])};
}

void TargetLink::welcome(const channel::Welcome& welcome, const std::string& filter_parameter) {
  channel::MessageHeader header{channel::kWelcome, 0};
  channel::Welcome copy = welcome;
  std::string text = filter_parameter + '\0';
  std::array<iovec, 3> parts{{{&header, sizeof header}, {&copy, sizeof copy}, {text.data(), text.size()}}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  send_now(message);
}

void TargetLink::hand_over_memory(int plan, int claims, int doorbell) {
  const std::array<int, 3> descriptors{plan, claims, doorbell};
  channel::MessageHeader header{channel::kMemory, 0};
  iovec part{&header, sizeof header};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof descriptors)> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(sizeof descriptors);
  std::memcpy(CMSG_DATA(rights), descriptors.data(), sizeof descriptors);
  send_now(message);
}

void TargetLink::send_now(msghdr& message) {
  if (sendmsg(socket_.get(), &message, MSG_NOSIGNAL) < 0) lost_ = true;
}

void TargetLink::command(channel::MessageType type, std::uint32_t slot) {
  waiting_.push_back({type, slot});
  flush();
}

void TargetLink::flush() {
  while (!waiting_.empty() && !lost_) {
    if (send(socket_.get(), &waiting_.front(), sizeof waiting_.front(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) lost_ = true;
      return;
    }
    waiting_.pop_front();
  }
}

std::optional<TargetMessage> TargetLink::receive() {
  flush();
  std::array<char, channel::kMaxPacket> packet;
  ssize_t got = 0;
  do got = recv(socket_.get(), packet.data(), packet.size(), MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return std::nullopt;
  std::optional<TargetMessage> message;
  if (got > 0) message = decode({packet.data(), static_cast<std::size_t>(got)});
  if (!message) lost_ = true;
  return message;
}

}  // namespace brood
