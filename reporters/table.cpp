#include "reporters/table.hpp"

#include <algorithm>

#include "reporters/printable.hpp"

namespace brood {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowestName = 12;
constexpr std::size_t kWidestName = 300;  // whatever the width: all rows are as wide

}  // namespace

void write_table(const std::vector<TableRow>& rows, int width, std::ostream& out) {
  if (rows.empty()) return;
  std::vector<std::size_t> widths(rows.front().size());
  for (const TableRow& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
  std::size_t others = 0;
  for (std::size_t i = 1; i < widths.size(); ++i) others += kGap + widths[i];
  const std::size_t all = static_cast<std::size_t>(std::max(width, 0));
  widths[0] = std::min({widths[0], kWidestName, std::max(kNarrowestName, all > others ? all - others : 0)});
  std::vector<std::string> names;
  for (const TableRow& row : rows) names.push_back(row[0]);
  names = shorten_apart(names, widths[0]);

  for (std::size_t number = 0; number < rows.size(); ++number) {
    const TableRow& row = rows[number];
    const std::string& name = names[number];
    out << name << std::string(widths[0] - columns(name), ' ');
    for (std::size_t i = 1; i < row.size(); ++i)
      out << std::string(kGap + widths[i] - columns(row[i]), ' ') << row[i];
    out << '\n';
  }
}

}  // namespace brood
