// A table is there once, however many processes read it.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "runner/agent/data/csv_reader.hpp"

namespace brood::agent {
namespace {

// KB of this process's memory that no other process has.
long own_memory() {
  std::ifstream file("/proc/self/smaps_rollup");
  long sum = 0;
  for (std::string word; file >> word;) {
    long number = 0;
    if ((word == "Private_Clean:" || word == "Private_Dirty:") && file >> number) sum += number;
  }
  return sum;
}

TEST(Table, IsNotCopiedByProcessesThatReadIt) {
  constexpr std::size_t kRows = 100'000;
  std::string text = "name,password,age\n";
  for (std::size_t i = 0; i < kRows; ++i) text += "someone@example.org,\"a long, long password\",7\n";
  const Expected<Table> table = read_csv({"users.csv", text});
  ASSERT_TRUE(table);
  const pid_t process = fork();
  if (process == 0) {
    const long before = own_memory();
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < kRows; ++row)
      for (std::size_t column = 0; column < 3; ++column) bytes += table->field(row, column).size();
    _exit(before > 0 && bytes == kRows * (19 + 21 + 1) && own_memory() - before < 1024 ? 0 : 1);
  }
  int status = 0;
  waitpid(process, &status, 0);
  EXPECT_EQ(0, status) << "the table has about 5 MB";
}

}  // namespace
}  // namespace brood::agent
