// One line of CSV by RFC 4180: every CSV that Brood writes is written here.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace brood {

// A text of whoever wrote the test or answered it, or a figure of Brood's own.
//
// Spreadsheets take a cell for a formula that begins with =, +, -, @ (also in full width), a tab or a line
// end, whatever quotes are around it. As OWASP advises, an apostrophe stands before such a beginning of a
// text; also after blanks, and after what some locale takes for the end of a cell: , ; | tab, line end or
// quote. A figure is written as it is, so that -1 stays a number.
class CsvCell {
 public:
  CsvCell(const std::string& text);  // NOLINT(google-explicit-constructor): what is not said to be a figure
  CsvCell(const char* text) : CsvCell(std::string(text)) {}  // NOLINT(google-explicit-constructor): likewise
  static CsvCell figure(std::string number);

  const std::string& text() const { return text_; }

 private:
  CsvCell() = default;
  std::string text_;
};

// Cells are quoted only where they must be, since some readers know a file by its unquoted heading. Ends with
// CR and LF, as the RFC and Locust have it.
void write_csv_line(const std::vector<CsvCell>& cells, std::ostream& out);

}  // namespace brood
