// What is no file where a file of a run belongs is refused before anything starts, and never waited for.
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "tests/integration/output_folder.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

struct Occupant {
  const char* name;
  void (*make)(const std::string& path);
  const char* called;
};
void PrintTo(const Occupant& occupant, std::ostream* out) { *out << occupant.name; }

void make_socket(const std::string& path) {
  const int socket_of_ours = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(0, bind(socket_of_ours, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  close(socket_of_ours);
}

const Occupant kOccupants[] = {
    {"APipe", [](const std::string& path) { mkfifo(path.c_str(), 0600); }, "a pipe"},
    {"AFolder", [](const std::string& path) { fs::create_directory(path); }, "a folder"},
    {"ADevice", [](const std::string& path) { fs::create_symlink("/dev/full", path); }, "a device"},
    {"ALinkToNowhere", [](const std::string& path) { fs::create_symlink("/nowhere/x", path); },
     "a link that leads nowhere"},
    {"ALoop", [](const std::string& path) { fs::create_symlink(path, path); }, "symbolic links"},
    {"ASocket", make_socket, "a socket"}};

class AnOccupiedPlace : public AnOutputFolder,
                        public testing::WithParamInterface<std::tuple<Occupant, const char*>> {};

TEST_P(AnOccupiedPlace, IsNamedBeforeAnythingStarts) {
  const auto& [occupant, file] = GetParam();
  fs::create_directories(out());
  occupant.make(in_out(file));
  const Ended ended =
      brood("run", PROBE_ENVIRONMENT_FILE,
            {"-n", "5", "--sut", "touch " + folder_.file("started") + "; sleep 60; : {port}"});
  EXPECT_EQ(2, ended.code) << ended.output;
  EXPECT_THAT(ended.output, AllOf(HasSubstr(in_out(file)), HasSubstr(occupant.called), HasSubstr("--out")));
  EXPECT_FALSE(fs::exists(folder_.file("started")));
}

INSTANTIATE_TEST_SUITE_P(Kinds, AnOccupiedPlace,
                         testing::Combine(testing::ValuesIn(kOccupants),
                                          testing::Values("journal.jsonl", "target.log", "sut.log",
                                                          "duet.json", "stats.json", "junit.xml",
                                                          "report.html")),
                         [](const auto& instance) {
                           const std::string file = std::get<1>(instance.param);
                           return std::get<0>(instance.param).name + ("_" + file.substr(0, file.find('.'))) +
                                  file.substr(file.find('.') + 1);
                         });

using AReport = AnOutputFolder;

TEST_F(AReport, WhosePlaceIsASocketIsRefused) {
  make_socket(folder_.file("socket"));
  const Ended ended =
      brood("run", PROBE_ENVIRONMENT_FILE, {"-n", "5", "--report", "md:" + folder_.file("socket")});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("it is a socket"));
}

TEST_F(AReport, WhoseLinkLeadsToNoFolderIsRefused) {
  fs::create_symlink("/nowhere/summary.md", folder_.file("summary.md"));
  const Ended ended =
      brood("run", PROBE_ENVIRONMENT_FILE, {"-n", "5", "--report", "md:" + folder_.file("summary.md")});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("whose folder does not exist"));
}

TEST_F(AReport, ToAPipeThatNobodyReadsIsAnErrorInTheEnd) {
  mkfifo(folder_.file("pipe").c_str(), 0600);
  const Ended ended =
      brood("run", PROBE_ENVIRONMENT_FILE, {"-n", "5", "--report", "md:" + folder_.file("pipe")});
  EXPECT_EQ(4, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("it is a pipe, and nobody reads it"), HasSubstr("PASSED")));
}

TEST_F(AReport, MayGoToAPipeThatIsRead) {
  const Ended ended =
      run_program({"/bin/sh", "-c",
                   "cd '" + folder_.path() +
                       "' && mkfifo pipe && { cat pipe > read & } && " BROOD_COMMAND
                       " run " PROBE_ENVIRONMENT_FILE " -n 5 --out out --report md:pipe && wait"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_THAT(read_file(folder_.file("read")), HasSubstr("passed"));
}

}  // namespace
}  // namespace brood
