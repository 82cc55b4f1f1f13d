#include "runner/agent/data/csv_reader.hpp"

#include <csv.h>

#include <algorithm>
#include <new>
#include <optional>
#include <unordered_set>

namespace brood::agent {

namespace {

constexpr std::size_t kPiece = 65'536;

int is_no_space(unsigned char) { return 0; }

// libcsv tells what it found, but not where. So a file is read in large pieces, and once more byte by byte if
// something is wrong with it: then the last byte that was read is the place.
class CsvReader {
 public:
  CsvReader(const NamedText& file, std::size_t piece) : file_(file), piece_(piece) {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    csv_set_space_func(&parser_, is_no_space);
  }
  ~CsvReader() { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // False if something is wrong; then error() says what, with its place if pieces are of one byte.
  bool read() {
    for (at_ = 0; at_ < file_.text.size(); at_ += piece_) {
      const std::string_view piece = file_.text.substr(at_, piece_);
      if (csv_parse(&parser_, piece.data(), piece.size(), on_field, on_row, this) != piece.size()) {
        stopped_by_parser(piece.front());
      }
      // The parser tells of a field at its end, which one with an open quote does not have.
      if (at_ > field_begin_ + kLongestField + piece_) fail(field_begin_, too_long_a_field());
      if (error_) return false;
    }
    at_ = file_.text.size();
    if (csv_fini(&parser_, on_field, on_row, this) != 0) never_closed();
    if (!error_ && !table_) error_ = Error{std::string(file_.name) + ": the file is empty"};
    if (!error_ && table_->size() == 0)
      error_ = Error{std::string(file_.name) + ": there is no row below the names of the columns"};
    return !error_;
  }
  Table& table() { return *table_; }
  const Error& error() const { return *error_; }

 private:
  static void on_field(void* text, std::size_t length, void* self) {
    static_cast<CsvReader*>(self)->field({static_cast<const char*>(text), length});
  }
  static void on_row(int, void* self) { static_cast<CsvReader*>(self)->row(); }

  void field(std::string_view text) {
    const std::size_t begin = field_begin_;
    field_begin_ = at_ + 1;
    if (error_) return;
    if (text.size() > kLongestField) return fail(begin, too_long_a_field());
    if (!table_) {
      name_column(text, begin);
    } else if (fields_++ < table_->columns().size()) {
      table_->add(text);
    } else {
      fail(begin, "a field too many: " + wanted() + "; a comma inside a field needs quotes around the field");
    }
  }

  void row() {
    if (error_) return;
    if (!table_) {
      table_.emplace(std::move(columns_), file_.text.size());
    } else if (fields_ < table_->columns().size()) {
      fail(at_, "the row ends after " + std::to_string(fields_) + " of its fields: " + wanted());
    }
    fields_ = 0;
  }

  void name_column(std::string_view name, std::size_t begin) {
    if (name.empty())
      fail(begin, "column " + std::to_string(columns_.size() + 1) +
                      " has no name; the first line has to name all columns");
    else if (!names_.emplace(name).second)
      fail(begin, "two columns are called " + quote(name) + "; give each a name of its own");
    else if (columns_.size() == kMostColumns)
      fail(begin, "there are more than " + std::to_string(kMostColumns) +
                      " columns; are the lines separated by something else than an end of line?");
    columns_.emplace_back(name);
  }

  std::string wanted() const {
    const std::vector<std::string>& columns = table_->columns();
    return "there are " + std::to_string(columns.size()) + " columns, " + listed(columns);
  }

  void stopped_by_parser(char byte) {
    if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
    if (byte == '"')
      fail(at_,
           "a quote inside a field that does not begin with one; put quotes around the field, and write each "
           "quote inside it twice");
    else
      fail(at_, "after the closing quote of a field comes " + quote({&byte, 1}) +
                    ", not a comma or the end of the line; a quote inside a field is written twice");
  }

  void never_closed() {
    if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
    fail(file_.text.find('"', field_begin_),
         "this quote is never closed; a quote inside a field is written twice");
  }

  void fail(std::size_t offset, const std::string& what) {
    if (!error_) error_ = problem_at(file_, std::min(offset, file_.text.size()), what);
  }

  const NamedText file_;
  const std::size_t piece_;
  csv_parser parser_{};
  std::size_t at_ = 0;           // of the piece that is read
  std::size_t field_begin_ = 0;  // of the field that is read; exact if pieces are of one byte
  std::size_t fields_ = 0;       // of the row, so far
  std::vector<std::string> columns_;
  std::unordered_set<std::string> names_;  // of the columns
  std::optional<Table> table_;             // once its columns are known
  std::optional<Error> error_;
};

}  // namespace

Expected<Table> read_csv(const NamedText& file) {
  CsvReader reader(file, kPiece);
  if (reader.read()) return std::move(reader.table());
  CsvReader again(file, 1);
  again.read();
  return again.error();
}

}  // namespace brood::agent
