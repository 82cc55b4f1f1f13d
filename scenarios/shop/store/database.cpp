#include "scenarios/shop/store/database.hpp"

#include <sqlite3.h>

namespace shop {
namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr const char* kSettings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";

[[noreturn]] void fail(sqlite3* connection, const std::string& what) {
  throw DatabaseError(what + ": " + sqlite3_errmsg(connection));
}

}  // namespace

Database::Database(const std::string& path, const char* schema) {
  sqlite3* connection = nullptr;
  // NOMUTEX: our own lock already covers whole operations, which SQLite's per-call mutex could not.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) fail(connection, "cannot open " + path);
  sqlite3_busy_timeout(connection, kBusyTimeoutMs);
  for (const char* script : {kSettings, schema}) {
    if (sqlite3_exec(connection, script, nullptr, nullptr, nullptr) != SQLITE_OK)
      fail(connection, "cannot use " + path + " as a database");
  }
}

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close(connection); }

void Database::execute(const char* script) {
  if (sqlite3_exec(connection_.get(), script, nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(connection_.get(), script);
}

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(connection_.get()); }

std::int64_t Database::changed_rows() const { return sqlite3_changes(connection_.get()); }

Rows::~Rows() { sqlite3_reset(statement_); }

bool Rows::next() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(sqlite3_db_handle(statement_), sqlite3_sql(statement_));
  return code == SQLITE_ROW;
}

bool Rows::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Rows::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string{} : std::string(bytes, size);
}

Statement::Statement(Database& database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database.connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) fail(database.connection_.get(), std::string(sql));
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_.get(), index, value); }

void Statement::bind(int index, std::string_view value) {
  sqlite3_bind_text(statement_.get(), index, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
}

Transaction::Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const DatabaseError&) {
    // SQLite has already rolled back, as it does by itself after a full disk.
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace shop
