#include "reporters/html/page.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <utility>

namespace brood {
namespace {

using Escape = std::pair<std::string_view, std::string_view>;

std::string replaced(std::string_view text, std::span<const Escape> escapes) {
  std::string first;
  for (const Escape& escape : escapes) first += escape.first.front();
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of(first), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    const auto fits = [&](const Escape& escape) { return text.starts_with(escape.first); };
    const auto escape = std::find_if(escapes.begin(), escapes.end(), fits);
    const bool found = escape != escapes.end();
    out += found ? escape->second : text.substr(0, 1);
    text.remove_prefix(std::min(found ? escape->first.size() : 1, text.size()));
  }
  return out;
}

}  // namespace

std::string html_escaped(std::string_view text) {
  static constexpr std::array<Escape, 5> kEscapes{
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}}};
  return replaced(text, kEscapes);
}

std::string script_escaped(std::string_view json) {
  // All of them stand in strings only, where JSON knows them by number too. The last two end a line in old
  // scripts.
  static constexpr std::array<Escape, 5> kEscapes{{{"<", "\\u003c"},
                                                   {">", "\\u003e"},
                                                   {"&", "\\u0026"},
                                                   {"\xe2\x80\xa8", "\\u2028"},
                                                   {"\xe2\x80\xa9", "\\u2029"}}};
  return replaced(json, kEscapes);
}

void write_page(const Page& page, std::ostream& out) {
  using Json = nlohmann::ordered_json;
  const std::string data = page.data.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::array<std::pair<std::string_view, std::string>, 4> parts{
      {{"@BROOD_TITLE@", html_escaped(page.title)},
       {"@BROOD_SUMMARY@", html_escaped(page.summary)},
       {"@BROOD_DATA@", script_escaped(data)},
       {"@BROOD_SCRIPTS@", std::string(page_scripts(page.kind))}}};
  std::string_view rest = page_shell();
  for (const auto& [mark, text] : parts) {
    const std::size_t place = rest.find(mark);
    assert(place != std::string_view::npos);
    out << rest.substr(0, place) << text;
    rest.remove_prefix(place + mark.size());
  }
  out << rest;
}

}  // namespace brood
