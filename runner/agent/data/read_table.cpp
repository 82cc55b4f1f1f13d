#include "runner/agent/data/read_table.hpp"

#include <filesystem>

#include "runner/agent/data/csv_reader.hpp"
#include "runner/agent/data/json_lines_reader.hpp"
#include "runner/agent/data/problem.hpp"
#include "runner/core/read_whole_file.hpp"

namespace brood::agent {

namespace {

// Where it was looked for, if it is not there.
Error with_place(Error error, const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored) && !std::filesystem::path(path).is_absolute())
    error.message += "; it was looked for in " + std::filesystem::current_path(ignored).string();
  return error;
}

bool is_json_lines(std::string_view path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson"); }

}  // namespace

Expected<Table> read_table(const std::string& path) {
  const Expected<std::string> bytes = read_whole_file(path, most_bytes::kRows);
  if (!bytes) return with_place(bytes.error(), path);
  std::string_view text = *bytes;
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return Error{path + ":1:1: the file is UTF-16; save it as UTF-8"};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (const std::size_t zero = text.find('\0'); zero != text.npos)
    return problem_at({path, text}, zero, "there is a byte of value 0; the file is no text, or is damaged");
  return is_json_lines(path) ? read_json_lines({path, text}) : read_csv({path, text});
}

}  // namespace brood::agent
