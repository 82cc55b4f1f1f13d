#include "runner/core/glob.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace brood {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// A bit for each place of a pattern.
class Places {
 public:
  explicit Places(std::size_t count) : words_(count / 64 + 1) {}
  void set(std::size_t place) { words_[place / 64] |= std::uint64_t{1} << (place % 64); }
  bool has(std::size_t place) const { return (words_[place / 64] >> (place % 64) & 1) != 0; }
  std::size_t words() const { return words_.size(); }
  std::uint64_t& operator[](std::size_t word) { return words_[word]; }
  std::uint64_t operator[](std::size_t word) const { return words_[word]; }

 private:
  std::vector<std::uint64_t> words_;
};

// All places that the pattern can be at, 64 in one operation. A star is no place of its own: it lets the
// place before the next sign stay for any byte.
class Automaton {
 public:
  explicit Automaton(std::string_view pattern)
      : here_(pattern.size()), stays_(pattern.size()), behind_any_(pattern.size()) {
    for (const char c : pattern) {
      if (c == '*') stays_.set(signs_.size());
      else signs_.push_back(c);
    }
    for (std::size_t i = 0; i < signs_.size(); ++i)
      if (signs_[i] == '?') behind_any_.set(i + 1);
    here_.set(0);
  }

  bool matches(std::string_view text) {
    // What begins a text begins a character, whatever it is.
    if (!text.empty()) step(moves_on(text.front(), true), false);
    std::vector<std::optional<Places>> moves(256);
    for (std::size_t i = 1; i < text.size(); ++i) {
      std::optional<Places>& known = moves[static_cast<unsigned char>(text[i])];
      if (!known) known = moves_on(text[i], !continues_character(text[i]));
      step(*known, continues_character(text[i]));
    }
    return here_.has(signs_.size());
  }

 private:
  // The places that `c` leads on from. A question mark takes whole characters.
  Places moves_on(char c, bool begins_character) const {
    Places moves(signs_.size());
    for (std::size_t i = 0; i < signs_.size(); ++i)
      if (signs_[i] == '?' ? begins_character : signs_[i] == c) moves.set(i);
    return moves;
  }

  // Behind a question mark the place stays for the rest of its character.
  void step(const Places& moves, bool rest_of_character) {
    std::uint64_t carry = 0;
    for (std::size_t word = 0; word < moves.words(); ++word) {
      const std::uint64_t moved = here_[word] & moves[word];
      const std::uint64_t kept = stays_[word] | (rest_of_character ? behind_any_[word] : 0);
      here_[word] = (here_[word] & kept) | moved << 1 | carry;
      carry = moved >> 63;
    }
  }

  std::string signs_;  // of the pattern, without stars
  Places here_;
  Places stays_;
  Places behind_any_;
};

}  // namespace

bool glob_match(std::string_view pattern, std::string_view text) { return Automaton(pattern).matches(text); }

}  // namespace brood
