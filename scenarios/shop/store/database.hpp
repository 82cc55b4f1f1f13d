#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace shop {

class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One connection to an SQLite database. Whoever uses the connection or a statement of it holds `lock()`.
// Everything here throws DatabaseError when SQLite refuses.
class Database {
 public:
  // Opens or creates the file, in WAL mode, and runs `schema`. ":memory:" lives as long as the object.
  Database(const std::string& path, const char* schema);

  [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock{mutex_}; }
  void execute(const char* script);
  [[nodiscard]] std::int64_t last_insert_id() const;
  [[nodiscard]] std::int64_t changed_rows() const;

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* connection) const;
  };

  std::mutex mutex_;
  std::unique_ptr<sqlite3, Close> connection_;
};

// The rows of one execution of a statement. The statement is free again when this is destroyed.
class Rows {
 public:
  explicit Rows(sqlite3_stmt* statement) : statement_(statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  bool next();
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  sqlite3_stmt* statement_;
};

// SQL that is parsed once and executed often, with values for its `?`. Has one execution at a time.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  template <class... Values>
  [[nodiscard]] Rows query(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return Rows{statement_.get()};
  }

  template <class... Values>
  void run(const Values&... values) {
    auto rows = query(values...);
    rows.next();
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view value);

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace shop
