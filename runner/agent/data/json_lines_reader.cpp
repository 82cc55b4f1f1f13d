#include "runner/agent/data/json_lines_reader.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_set>

namespace brood::agent {

namespace {

// Goes through a text for the parser and lets others see how far it is.
class Watched {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Watched(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  Watched& operator++() {
    *seen_ = ++at_;
    return *this;
  }
  bool operator==(const Watched& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  const char** seen_;
};

// The events of nlohmann's parser, whose names and types are its own.
class JsonLinesReader {
 public:
  using json = nlohmann::json;

  explicit JsonLinesReader(const NamedText& file) : file_(file) {}

  bool read() {
    const std::string_view text = file_.text;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (!read_line(text.substr(begin, end - begin))) return false;
      begin = end + 1;
    }
    if (!table_) error_ = Error{std::string(file_.name) + ": there is no row in it"};
    return !error_;
  }
  Table& table() { return *table_; }
  const Error& error() const { return *error_; }

  bool null() { return value({}); }
  bool boolean(bool what) { return value(what ? "true" : "false"); }
  bool number_integer(json::number_integer_t number) { return value(std::to_string(number)); }
  bool number_unsigned(json::number_unsigned_t number) { return value(std::to_string(number)); }
  bool number_float(json::number_float_t, const std::string& as_written) { return value(as_written); }
  bool string(const std::string& text) { return value(text); }
  bool binary(const json::binary_t&) { return false; }  // not in JSON
  bool start_array(std::size_t) {
    if (!inside_) return no_object();
    return nested("an array");
  }
  bool end_array() { return true; }

  bool start_object(std::size_t) {
    if (inside_) return nested("an object");
    inside_ = true;
    return true;
  }

  bool key(const std::string& name) {
    const std::size_t begin = line_.find('"', passed_);
    passed_ = seen();
    if (!table_) return add_column(name, begin);
    // Nearly always in the order of the first line.
    const std::vector<std::string>& columns = table_->columns();
    ++column_;
    if (column_ >= columns.size() || columns[column_] != name)
      column_ = table_->column(name).value_or(columns.size());
    if (column_ == columns.size())
      return fail(begin,
                  "the key " + quote(name) + " is not in the first line, whose keys are " + listed(columns));
    if (given_[column_]) return fail(begin, "the key " + quote(name) + " is there twice");
    return true;
  }

  bool end_object() {
    if (!table_) {
      if (columns_.empty())
        return fail(seen() - 1, "the object has no keys; those of the first line are the columns");
      table_.emplace(std::move(columns_), file_.text.size());
    }
    const auto missing = std::find(given_.begin(), given_.end(), false);
    if (missing != given_.end())
      return fail(seen() - 1,
                  "the key " + quote(table_->columns()[static_cast<std::size_t>(missing - given_.begin())]) +
                      " is missing; all lines need the keys of the first");
    for (const std::string& field : fields_) table_->add(field);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const json::exception& error) {
    // "[json.exception.parse_error.101] parse error at line 1, column 9: what is wrong"
    const std::string_view what = error.what();
    const std::size_t colon = what.find(": ");
    return fail(position == 0 ? 0 : position - 1,
                "the line is not JSON: " +
                    std::string(colon == std::string_view::npos ? what : what.substr(colon + 2)));
  }

 private:
  bool read_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) return true;
    line_ = line;
    seen_ = line.data();
    passed_ = 0;
    inside_ = false;
    column_ = std::string::npos;
    std::fill(given_.begin(), given_.end(), false);
    const Watched end(line.data() + line.size(), &seen_);
    return json::sax_parse(Watched(line.data(), &seen_), end, this) && !error_;
  }

  bool add_column(const std::string& name, std::size_t begin) {
    if (name.empty()) return fail(begin, "the key is empty; columns need names");
    if (!names_.emplace(name).second) return fail(begin, "the key " + quote(name) + " is there twice");
    if (columns_.size() == kMostColumns)
      return fail(begin, "there are more than " + std::to_string(kMostColumns) +
                             " keys, each of which is a column; is a list written as an object?");
    column_ = columns_.size();
    columns_.push_back(name);
    fields_.emplace_back();
    given_.push_back(false);
    return true;
  }

  bool value(std::string_view text) {
    if (!inside_) return no_object();
    if (text.size() > kLongestField) return fail(passed_, too_long_a_field());
    passed_ = seen();
    fields_[column_] = text;
    given_[column_] = true;
    return true;
  }

  bool no_object() {
    return fail(line_.find_first_not_of(" \t"),
                R"(the line is no object; each line has to be one, such as {"name": "ann"})");
  }
  bool nested(const std::string& what) {
    return fail(
        line_.find_first_of("[{", passed_),
        "the value is " + what + "; rows are flat, a value can be a text, a number, true, false or null");
  }

  bool fail(std::size_t offset_in_line, const std::string& what) {
    const std::size_t line = static_cast<std::size_t>(line_.data() - file_.text.data());
    if (!error_) error_ = problem_at(file_, line + std::min(offset_in_line, line_.size()), what);
    return false;
  }
  std::size_t seen() const { return static_cast<std::size_t>(seen_ - line_.data()); }

  const NamedText file_;
  std::optional<Table> table_;  // once its columns are known
  std::optional<Error> error_;
  std::vector<std::string> columns_;
  std::unordered_set<std::string> names_;  // of the columns
  std::vector<std::string> fields_;        // of this line, by column
  std::vector<bool> given_;                // which of them it has

  std::string_view line_;
  const char* seen_ = nullptr;  // how far the parser is, which may be a byte ahead of what it told
  std::size_t passed_ = 0;      // end of the last key or value
  std::size_t column_ = 0;
  bool inside_ = false;  // the line's object
};

}  // namespace

Expected<Table> read_json_lines(const NamedText& file) {
  JsonLinesReader reader(file);
  if (reader.read()) return std::move(reader.table());
  return reader.error();
}

}  // namespace brood::agent
