// HdrHistogram's V2 compressed encoding: a header, then the counts array as zig-zag LEB128 numbers in which a
// negative one stands for a run of zeros; deflated, with a header of its own. All header fields are
// big-endian.
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <string_view>

#include "runner/core/histogram.hpp"

namespace brood {
namespace {

constexpr std::uint32_t kCookie = 0x1c849303 | 0x10;
constexpr std::uint32_t kCompressedCookie = 0x1c849304 | 0x10;

template <class Integer>
void put_big_endian(std::string& out, Integer value) {
  for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(value >> shift & 0xff));
}

// Seven bits a byte, lowest first; the ninth byte, if there is one, holds eight.
void put_zig_zag(std::string& out, std::int64_t value) {
  std::uint64_t rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
  for (int byte = 0; byte < 8 && rest > 0x7f; ++byte) {
    out.push_back(static_cast<char>(0x80 | (rest & 0x7f)));
    rest >>= 7;
  }
  out.push_back(static_cast<char>(rest));
}

std::string counts_of(const Histogram& histogram) {
  std::string out;
  std::uint32_t next = 0;
  histogram.for_each([&](std::uint32_t index, std::uint64_t count) {
    const std::int64_t zeros = index - next;
    if (zeros > 0) put_zig_zag(out, zeros == 1 ? 0 : -zeros);
    put_zig_zag(out, static_cast<std::int64_t>(count));
    next = index + 1;
  });
  return out;
}

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  const int status =
      compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                bytes.size(), Z_DEFAULT_COMPRESSION);
  assert(status == Z_OK);
  static_cast<void>(status);
  out.resize(size);
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t present = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < present ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      out.push_back(k <= present ? kDigits[group >> (18 - 6 * k) & 63] : '=');
  }
  return out;
}

}  // namespace

std::string Histogram::encode() const {
  const std::string counts = counts_of(*this);
  // Readers size their array by it; the end of the maximum's row, so that equal ranges have equal arrays.
  const std::uint64_t highest =
      std::min<std::uint64_t>(~std::uint64_t{0} >> std::countl_zero(max_ | (sub_buckets_ - 1)),
                              std::numeric_limits<std::int64_t>::max());
  std::string plain;
  put_big_endian(plain, kCookie);
  put_big_endian(plain, static_cast<std::uint32_t>(counts.size()));
  put_big_endian(plain, std::uint32_t{0});  // normalizing index offset
  put_big_endian(plain, static_cast<std::uint32_t>(digits_));
  put_big_endian(plain, std::uint64_t{1});  // lowest discernible value
  put_big_endian(plain, highest);
  put_big_endian(plain, std::bit_cast<std::uint64_t>(1.0));  // integer to double conversion ratio
  const std::string payload = deflated(plain + counts);

  std::string out;
  put_big_endian(out, kCompressedCookie);
  put_big_endian(out, static_cast<std::uint32_t>(payload.size()));
  return base64(out + payload);
}

}  // namespace brood
