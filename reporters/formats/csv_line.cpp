#include "reporters/formats/csv_line.hpp"

#include <string_view>

namespace brood {
namespace {

void write_cell(const std::string& cell, std::ostream& out) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) {
    out << cell;
    return;
  }
  out << '"';
  for (const char c : cell) out << (c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1));
  out << '"';
}

}  // namespace

void write_csv_line(const std::vector<std::string>& cells, std::ostream& out) {
  const char* separator = "";
  for (const std::string& cell : cells) {
    out << separator;
    write_cell(cell, out);
    separator = ",";
  }
  out << "\r\n";
}

}  // namespace brood
