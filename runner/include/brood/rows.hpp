// Test data that users share: the rows of a file, loaded once.
//
//   static brood::Rows& accounts = brood::rows("users.csv");
//   ...
//   const auto account = accounts.unique();
//   log_in(account["name"], account["password"]);
//
// For native scenarios and GoogleTest programs alike, which then link brood::data; C++17 is enough.
#pragma once

#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "brood/stop.hpp"

namespace brood {

namespace agent {
struct LoadedRows;
}

// What happens when all rows were handed out.
enum class AtEnd {
  recycle,  // they are handed out again
  stop      // each is handed out once; a user that asks for one more ends, see NoRowLeft
};

// Thrown when rows that are not recycled are used up. It ends the user, which is not replaced; the running
// iteration counts as skipped unless something else in it failed. Outside load it is an exception as any
// other.
struct NoRowLeft : StopUser, std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The rows of one file, the same for all users of all processes of the run. Any thread may use them. Whatever
// was wrong with the file was told before the load began; outside load every use of such rows throws it.
class Rows {
 public:
  // One row. Cheap to copy, and valid as long as the program runs, as is all text that it gives.
  class Row {
   public:
    // The field in that column. Throws std::out_of_range, naming file and columns, if there is no such
    // column.
    std::string_view operator[](std::string_view column) const;

    // The field as a whole number, a floating point number, bool (true, false, 1 or 0) or std::string. Throws
    // std::runtime_error if it does not hold one, or one that T cannot.
    template <class T>
    T as(std::string_view column) const {
      static_assert(std::is_arithmetic_v<T> || std::is_same_v<T, std::string>,
                    "a field can be a number, bool or std::string");
      if constexpr (std::is_same_v<T, std::string>) {
        return T((*this)[column]);
      } else if constexpr (std::is_same_v<T, bool>) {
        return as_bool(column);
      } else if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(as_double(column));
      } else if constexpr (std::is_signed_v<T>) {
        return static_cast<T>(
            as_signed(column, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
      } else {
        return static_cast<T>(as_unsigned(column, std::numeric_limits<T>::max()));
      }
    }

    // The whole row, for people: "name=ann age=7".
    std::string text() const;
    // 0 for the first row of the file.
    std::size_t index() const { return index_; }

   private:
    friend class Rows;
    Row(const agent::LoadedRows& rows, std::size_t index) : rows_(&rows), index_(index) {}
    bool as_bool(std::string_view column) const;
    double as_double(std::string_view column) const;
    long long as_signed(std::string_view column, long long min, long long max) const;
    unsigned long long as_unsigned(std::string_view column, unsigned long long max) const;

    const agent::LoadedRows* rows_;
    std::size_t index_;
  };

  explicit Rows(agent::LoadedRows& loaded) : loaded_(&loaded) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  // The row after the one that was last handed out to any user.
  Row next();
  // Any row, each as likely, drawn from --seed and the user: the same run draws the same rows. Never ends.
  Row random();
  // A row that no other user has at the same time. A user gets the same one until it ends or dies; then the
  // row is given back. Throws std::runtime_error if rows are recycled and all are in use.
  Row unique();

  std::size_t size() const;
  const std::vector<std::string>& columns() const;

 private:
  agent::LoadedRows* loaded_;
};

// The rows of a file: JSON lines if its name ends in .jsonl or .ndjson, else CSV (RFC 4180, UTF-8, the first
// line names the columns; empty lines are left out). A relative path is looked for from the working
// directory. Call it where the program is set up, best at namespace scope, so that all users share what was
// loaded; a user that asks for a file which is not loaded yet gets std::logic_error. The same file asked for
// again is the same object, and has to be asked for with the same `at_end`.
Rows& rows(const std::string& path, AtEnd at_end = AtEnd::recycle);

}  // namespace brood
