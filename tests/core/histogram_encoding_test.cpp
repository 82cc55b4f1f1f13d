// The encoding, read by a decoder written from HdrHistogram's description of the format alone.
#include <gtest/gtest.h>
#include <zlib.h>

#include <bit>
#include <random>
#include <stdexcept>

#include "runner/core/histogram.hpp"

namespace brood {
namespace {

constexpr std::uint64_t kLargest = 0x7fff'ffff'ffff'ffff;

struct Decoded {
  std::uint32_t digits = 0;
  std::uint64_t lowest = 0;
  std::uint64_t highest = 0;
  double ratio = 0;
  std::vector<std::uint64_t> counts;
};

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  bool at_end() const { return next_ == bytes_.size(); }
  std::size_t left() const { return bytes_.size() - next_; }
  std::string rest() const { return std::string(bytes_.substr(next_)); }
  std::uint64_t byte() { return static_cast<unsigned char>(bytes_.at(next_++)); }
  std::uint64_t big_endian(int size) {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) value = value << 8 | byte();
    return value;
  }
  std::int64_t zig_zag() {
    std::uint64_t value = 0;
    for (int shift = 0; shift <= 56; shift += 7) {
      const std::uint64_t next = byte();
      value |= (shift == 56 ? next : next & 0x7f) << shift;
      if (shift == 56 || (next & 0x80) == 0) break;
    }
    return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
  }

 private:
  std::string_view bytes_;
  std::size_t next_ = 0;
};

std::string from_base64(const std::string& text) {
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) throw std::runtime_error("not a whole number of groups");
  std::string bytes;
  std::uint32_t bits = 0;
  int known = 0;
  for (const char c : text.substr(0, text.find('='))) {
    bits = bits << 6 | static_cast<std::uint32_t>(digits.find(c));
    known += 6;
    if (known < 8) continue;
    known -= 8;
    bytes.push_back(static_cast<char>(bits >> known & 0xff));
  }
  return bytes;
}

std::string inflated(const std::string& bytes) {
  std::string out(600'000, '\0');
  uLongf size = out.size();
  if (uncompress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                 bytes.size()) != Z_OK)
    throw std::runtime_error("not deflated");
  out.resize(size);
  return out;
}

Decoded decode(const std::string& text) {
  const std::string compressed = from_base64(text);
  Bytes outer(compressed);
  if (outer.big_endian(4) != 0x1c849314) throw std::runtime_error("not the compressed cookie");
  if (outer.big_endian(4) != outer.left()) throw std::runtime_error("wrong compressed length");
  const std::string plain = inflated(outer.rest());
  Bytes inner(plain);
  if (inner.big_endian(4) != 0x1c849313) throw std::runtime_error("not the cookie");
  const std::uint64_t length = inner.big_endian(4);
  if (inner.big_endian(4) != 0) throw std::runtime_error("an offset");
  Decoded decoded;
  decoded.digits = static_cast<std::uint32_t>(inner.big_endian(4));
  decoded.lowest = inner.big_endian(8);
  decoded.highest = inner.big_endian(8);
  decoded.ratio = std::bit_cast<double>(inner.big_endian(8));
  if (length != inner.left()) throw std::runtime_error("wrong length");
  while (!inner.at_end()) {
    const std::int64_t value = inner.zig_zag();
    if (value < 0) decoded.counts.resize(decoded.counts.size() + static_cast<std::size_t>(-value));
    else decoded.counts.push_back(static_cast<std::uint64_t>(value));
  }
  return decoded;
}

// The length of the counts array that a reader makes for a range, as HdrHistogram computes it.
std::size_t array_length(std::uint64_t highest, int digits) {
  const std::uint64_t sub_buckets = digits == 3 ? 2048 : 256;
  std::size_t rows = 1;
  for (std::uint64_t untrackable = sub_buckets; untrackable <= highest; untrackable <<= 1) {
    ++rows;
    if (untrackable > kLargest / 2) break;
  }
  return (rows + 1) * sub_buckets / 2;
}

std::vector<std::uint64_t> counts_up_to(std::size_t size, const Histogram& histogram) {
  std::vector<std::uint64_t> counts(size);
  histogram.for_each([&](std::uint32_t index, std::uint64_t count) { counts.at(index) = count; });
  return counts;
}

void expect_decodes(const Histogram& histogram) {
  const Decoded decoded = decode(histogram.encode());
  EXPECT_EQ(decoded.digits, static_cast<std::uint32_t>(histogram.digits()));
  EXPECT_EQ(decoded.lowest, 1u);
  EXPECT_EQ(decoded.ratio, 1.0);
  EXPECT_GE(decoded.highest, std::max<std::uint64_t>(2, histogram.max().value_or(0)));
  EXPECT_LE(decoded.highest, kLargest);
  EXPECT_LE(decoded.counts.size(), array_length(decoded.highest, histogram.digits()));
  EXPECT_EQ(decoded.counts, counts_up_to(decoded.counts.size(), histogram));
}

// What HdrHistogram's Java and C libraries both write for 2048 in a range up to 2048, and its Vala library
// for 100, 200 and 250 in one up to 300: shows that the decoder here reads the format and not just our own
// idea of it.
TEST(HistogramDecoder, ReadsWhatOtherLibrariesWrote) {
  const Decoded one = decode("HISTFAAAACB4nJNpmSzMwMDAzAABMJoRQnEw2H+AsP7LMwEARZgDpQ==");
  EXPECT_EQ(one.digits, 3u);
  EXPECT_EQ(one.highest, 2048u);
  Histogram histogram{3};
  histogram.record(2048);
  EXPECT_EQ(one.counts, counts_up_to(one.counts.size(), histogram));

  const Decoded three = decode("HISTFAAAACV4nJNpmSzMwMDAwQABzFCaEUrp2H+AsI4zMh1lZEpkAgBdIQSk");
  Histogram others{3};
  for (const std::uint64_t value : {100u, 200u, 250u}) others.record(value);
  EXPECT_EQ(three.counts, counts_up_to(three.counts.size(), others));
}

class HistogramEncoding : public ::testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Digits, HistogramEncoding, ::testing::Values(2, 3));

TEST_P(HistogramEncoding, OfAnEmptyOneHasNoCounts) {
  EXPECT_TRUE(decode(Histogram{GetParam()}.encode()).counts.empty());
  expect_decodes(Histogram{GetParam()});
}

TEST_P(HistogramEncoding, CoversTheEdgesOfTheRange) {
  for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{255},
                                    std::uint64_t{256}, std::uint64_t{2047}, std::uint64_t{2048}, kLargest}) {
    Histogram histogram{GetParam()};
    histogram.record(value);
    expect_decodes(histogram);
  }
}

TEST_P(HistogramEncoding, CarriesCountsOfEverySize) {
  Histogram histogram{GetParam()};
  for (std::uint64_t bit = 0; bit < 62; ++bit) histogram.record(bit * 3, std::uint64_t{1} << bit);
  histogram.record(kLargest, std::uint64_t{1} << 62);
  expect_decodes(histogram);
}

TEST_P(HistogramEncoding, TellsOneZeroFromARun) {
  Histogram histogram{GetParam()};
  for (const std::uint64_t value : {0u, 1u, 3u, 6u, 100u}) histogram.record(value);
  expect_decodes(histogram);
}

TEST_P(HistogramEncoding, OfRandomValuesDecodes) {
  std::mt19937_64 random{5};
  for (int round = 0; round < 20; ++round) {
    Histogram histogram{GetParam()};
    for (int i = 0; i < 300; ++i) histogram.record((random() & kLargest) >> random() % 63, 1 + random() % 5);
    expect_decodes(histogram);
  }
}

}  // namespace
}  // namespace brood
