// What programs that the keeper starts are given, and what it tells about them.
#include "runner/swarm/keeper.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "runner/swarm/program_log.hpp"
#include "runner/swarm/text_file.hpp"
#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;
using Kind = KeeperEvent::Kind;

class AKeeper : public testing::Test {
 protected:
  AKeeper() : keeper_(Keeper::start()) {}

  KeeperEvent next(ProgramId id) { return next(*keeper_, id); }
  KeeperEvent next(Keeper& keeper, ProgramId id) {
    const std::optional<KeeperEvent> event = keeper.wait_event(id, seconds{5});
    EXPECT_TRUE(event) << "nothing was told about program " << id;
    return event.value_or(KeeperEvent{});
  }

  Program shell(const std::string& command) {
    Program program = shell_program(command);
    program.environment = {"PATH=/usr/bin:/bin", mark_};
    return program;
  }

  // Runs it to its end; what it wrote is in output_.
  KeeperEvent run(Program program) { return run(*keeper_, std::move(program)); }
  KeeperEvent run(Keeper& keeper, Program program) {
    int ends[2];
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    const Descriptor reader(ends[0]);
    program.output = ends[1];
    const ProgramId id = *keeper.start_program(program);
    close(ends[1]);
    KeeperEvent event = next(keeper, id);
    if (event.kind == Kind::started) event = next(keeper, id);
    char piece[4096];
    output_.clear();
    for (ssize_t got; (got = read(reader.get(), piece, sizeof piece)) > 0;) {
      output_.append(piece, static_cast<std::size_t>(got));
    }
    return event;
  }

  std::string mark_ = new_mark();
  Expected<Keeper> keeper_;
  std::string output_;
};

TEST_F(AKeeper, TellsThatAProgramStartedAndHowItEnded) {
  const ProgramId id = *keeper_->start_program(shell("exit 7"));
  const KeeperEvent started = next(id);
  EXPECT_EQ(started.kind, Kind::started);
  EXPECT_GT(started.pid, 0);
  const KeeperEvent ended = next(id);
  EXPECT_EQ(ended.kind, Kind::ended);
  EXPECT_EQ(ended.pid, started.pid);
  EXPECT_EQ(describe_status(ended.status), "exited with code 7");
}

TEST_F(AKeeper, TellsTheSignalThatEndedAProgram) {
  EXPECT_EQ(describe_status(run(shell("kill -SEGV $$")).status), "was killed by SIGSEGV");
}

TEST_F(AKeeper, MeasuresTheTimeOfAProgramAndTheChildrenItWaitedFor) {
  const KeeperEvent ended = run(shell("sh -c 'i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done'; exit 0"));
  EXPECT_GT(ended.cpu, milliseconds{5});
  EXPECT_LT(ended.cpu, seconds{5});
}

TEST_F(AKeeper, RunsAProgramInAGroupOfItsOwnAndASessionThatIsNotOurs) {
  const KeeperEvent ended = run(shell("cut -d' ' -f5,6 /proc/$$/stat"));
  EXPECT_EQ(output_, std::to_string(ended.pid) + " " + std::to_string(keeper_->pid()) + "\n");
}

TEST_F(AKeeper, GivesAProgramNoInput) {
  run(shell("readlink /proc/$$/fd/0; cat"));
  EXPECT_EQ(output_, "/dev/null\n");
}

TEST_F(AKeeper, GivesAProgramOnlyTheVariablesNamed) {
  Program program;
  program.path = "/usr/bin/env";
  program.arguments = {"env"};
  program.environment = {"ONE=1", "TWO=two words"};
  run(program);
  EXPECT_EQ(output_, "ONE=1\nTWO=two words\n");
}

TEST_F(AKeeper, LeaksNoDescriptorIntoAProgram) {
  const Descriptor leak(open("/dev/zero", O_RDONLY));  // not close-on-exec
  Expected<Keeper> later = Keeper::start();
  run(*later, shell("for fd in /proc/$$/fd/*; do echo ${fd##*/}; done"));
  EXPECT_THAT(output_, testing::AnyOf("0\n1\n2\n", "0\n1\n2\n3\n")) << "3 is the shell's own, for the folder";
}

TEST_F(AKeeper, PassesADescriptorUnderTheNumberAskedFor) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const Descriptor reader(ends[0]);
  Descriptor writer(ends[1]);
  Program program = shell("echo through seven >&7; echo through three >&3");
  program.passed = {{writer.get(), 7}, {writer.get(), 3}};
  run(program);
  char text[64] = {};
  EXPECT_GT(read(reader.get(), text, sizeof text - 1), 0);
  EXPECT_STREQ(text, "through seven\nthrough three\n");
}

TEST_F(AKeeper, StartsAProgramWithEverySignalAtItsDefault) {
  sigset_t blocked;
  sigset_t before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  signal(SIGUSR1, SIG_IGN);
  Expected<Keeper> later = Keeper::start();
  signal(SIGUSR1, SIG_DFL);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  run(*later, shell("grep -E 'SigBlk|SigIgn' /proc/self/status | tr -d '\\t\\n'"));
  EXPECT_EQ(output_, "SigBlk:0000000000000000SigIgn:0000000000000000");
}

TEST_F(AKeeper, StartsAProgramInItsFolderByAPathFromOurs) {
  const TemporaryFolder folder;
  folder.write("show", "#!/bin/sh\npwd\n", true);
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  Program program = shell("");
  program.path = "./show";
  program.working_directory = "/usr";
  run(program);
  std::filesystem::current_path(before);
  EXPECT_EQ(output_, "/usr\n");
}

TEST_F(AKeeper, HandsOverMoreTextThanAPacketHolds) {
  Program program = shell("echo ${#0} ${#LARGE}; echo $#");
  program.arguments.emplace_back(100'000, 'x');
  for (int i = 0; i < 5000; ++i) program.arguments.push_back("argument " + std::to_string(i));
  program.environment.push_back("LARGE=" + std::string(120'000, 'y'));
  run(program);
  EXPECT_EQ(output_, "100000 120000\n5000\n");
}

struct Refusal {
  const char* what;
  const char* text;  // of the file; null: there is none
  bool executable;
  const char* folder;
  const char* reason;
};

class ARefusedProgram : public AKeeper, public testing::WithParamInterface<Refusal> {};

TEST_P(ARefusedProgram, IsToldWithTheReason) {
  const TemporaryFolder files;
  Program program = shell("");
  program.path = files.path() + "/program";
  if (GetParam().text != nullptr) files.write("program", GetParam().text, GetParam().executable);
  program.working_directory = GetParam().folder;
  const KeeperEvent event = run(program);
  EXPECT_EQ(event.kind, Kind::start_failed);
  EXPECT_THAT(event.error, AllOf(HasSubstr(program.path), HasSubstr(GetParam().reason)));
}

INSTANTIATE_TEST_SUITE_P(
    Exec, ARefusedProgram,
    testing::Values(Refusal{"Missing", nullptr, false, "", "No such file or directory"},
                    Refusal{"NotExecutable", "#!/bin/sh\n", false, "", "Permission denied"},
                    Refusal{"NoProgram", "what is this", true, "", "Exec format error"},
                    Refusal{"NoInterpreter", "#!/no/such/shell\n", true, "", "interpreter"},
                    Refusal{"NoFolder", "#!/bin/sh\n", true, "/no/such", "folder '/no/such': No such file"}),
    [](const auto& test) { return test.param.what; });

TEST_F(AKeeper, KeepsEventsOfOthersWhileOneIsWaitedFor) {
  const ProgramId first = *keeper_->start_program(shell("exit 1"));
  const ProgramId second = *keeper_->start_program(shell("sleep 0.1; exit 2"));
  next(second);
  next(second);
  std::vector<ProgramId> others;
  for (const KeeperEvent& event : keeper_->read_events()) others.push_back(event.id);
  EXPECT_THAT(others, testing::ElementsAre(first, first));
}

TEST_F(AKeeper, SignalsTheWholeGroup) {
  const ProgramId id = *keeper_->start_program(shell("sleep 60 & sleep 60 & wait"));
  next(id);
  ASSERT_TRUE(eventually([&] { return marked_by(mark_).size() == 3; }));
  keeper_->signal(id, SIGTERM);
  EXPECT_EQ(describe_status(next(id).status), "was killed by SIGTERM");
  EXPECT_TRUE(eventually([&] { return marked_by(mark_).empty(); }));
}

TEST_F(AKeeper, KillsTheRestOfTheGroupOfAProgramThatEnds) {
  run(shell("sleep 60 >/dev/null 2>&1 & exit 0"));
  EXPECT_TRUE(eventually([&] { return marked_by(mark_).empty(); }));
}

TEST_F(AKeeper, LetsTheGroupOfAProgramThatWasAskedToEndFinishItsWork) {
  const TemporaryFolder folder;
  const std::string worker = "trap 'sleep 0.2; echo done > " + folder.path() + "/done; exit' TERM; : > " +
                             folder.path() + "/up; while :; do sleep 0.02; done";
  const ProgramId id = *keeper_->start_program(shell("sh -c \"" + worker + "\" & wait"));
  next(id);
  ASSERT_TRUE(eventually([&] { return read_text_file(folder.path() + "/up").has_value(); }));
  keeper_->signal(id, SIGTERM);
  next(id);
  EXPECT_TRUE(eventually([&] { return read_text_file(folder.path() + "/done") == "done\n"; }));
}

TEST_F(AKeeper, KillsWhatWasAskedToEndAndDoesNot) {
  const ProgramId id = *keeper_->start_program(shell("sh -c \"trap '' TERM; sleep 60; true\" & wait"));
  next(id);
  ASSERT_TRUE(eventually([&] { return marked_by(mark_).size() == 3; }));
  keeper_->signal(id, SIGTERM);
  EXPECT_EQ(next(id).kind, Kind::ended);
  EXPECT_FALSE(marked_by(mark_).empty());
  keeper_->kill(id);
  EXPECT_TRUE(eventually([&] { return marked_by(mark_).empty(); }));
}

TEST_F(AKeeper, IgnoresPoliteSignals) {
  for (const int polite : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::kill(keeper_->pid(), polite);
  EXPECT_EQ(describe_status(run(shell("exit 0")).status), "exited with code 0");
}

TEST_F(AKeeper, IsCalledByItsName) {
  run(shell("cat /proc/$PPID/comm"));
  EXPECT_EQ(output_, "brood-keeper\n");
}

}  // namespace
}  // namespace brood
