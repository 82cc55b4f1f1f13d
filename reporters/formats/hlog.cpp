#include "reporters/formats/hlog.hpp"

#include <cstdio>
#include <string_view>

#include "reporters/characters.hpp"
#include "reporters/formats/moments.hpp"
#include "reporters/formats/report_rows.hpp"
#include "reporters/url_segment.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

// As in URLs; the sign of escape is escaped, too. A semicolon ends a cell where a spreadsheet reads the file.
std::string tag_text(std::string_view title) {
  std::string out;
  while (!title.empty()) {
    const std::string_view character = title.substr(0, utf8_length(title));
    const bool escaped =
        is_white_space(code_point(character)) ||
        (character.size() == 1 && std::string_view(",;%\"").find(character) != std::string_view::npos);
    out += escaped ? url_segment(character) : std::string(character);
    title.remove_prefix(character.size());
  }
  return out;
}

std::string decimals(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

void write_interval(const Result& result, const std::string& tag, const Histogram& latency,
                    std::ostream& out) {
  if (latency.empty()) return;
  const Nanos length = result.footer.duration + result.footer.drain;
  if (!tag.empty()) out << "Tag=" << tag << ',';
  out << "0.000," << decimals(static_cast<double>(length.count()) / 1e9) << ','
      << decimals(static_cast<double>(*latency.max()) / 1e6) << ',' << latency.encode() << '\n';
}

}  // namespace

void write_hlog(const Result& result, std::ostream& out) {
  const std::int64_t start = epoch_ms(result.header, Nanos{0});
  out << "#[Histogram log format version 1.3]\n"
      << "#[brood: nanoseconds; complete: " << (result.complete ? "true" : "false") << "]\n"
      << "#[StartTime: " << decimals(static_cast<double>(start) / 1e3) << " (seconds since epoch), "
      << utc_text(start) << "]\n"
      << "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n";
  write_interval(result, "", main_totals(result).latency, out);
  for (const ReportRow& row : report_rows(result))
    write_interval(result, (row.is_task ? "task:" : "request:") + tag_text(row.title), row.row->latency, out);
}

}  // namespace brood
