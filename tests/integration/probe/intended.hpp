// What each test of the probe suite says, plainly and under load: the one table that both are held against.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace brood::probe {

enum class Says { passed, failed, skipped, same };  // same: under load what it says plainly, whatever that is

struct Intended {
  std::string task;
  Says outcome;
  std::vector<std::string> messages = {};  // each stands in one of its failures
  Says plainly = Says::same;               // where that differs
};

inline void PrintTo(Says says, std::ostream* out) {
  const char* const words[] = {"passed", "failed", "skipped", "the same"};
  *out << words[static_cast<int>(says)];
}
inline void PrintTo(const Intended& row, std::ostream* out) { *out << row.task; }

inline const std::vector<Intended>& suite() {
  static const std::vector<Intended> table = {
      {"Assertions.Pass", Says::passed},
      {"Assertions.SucceedIsNoFailure", Says::passed},
      {"Assertions.AreAllReported", Says::failed, {"Which is: \"two\"", "the second of two"}},
      {"Assertions.StopAfterFatalFailure", Says::failed, {"stops here"}},
      {"Assertions.SeeFatalFailureOfHelper", Says::failed, {"fatal in a helper"}},
      {"Assertions.SeeNonfatalFailureOfHelper", Says::failed, {"soft in a helper"}},
      {"Assertions.PassFatalFailureOn", Says::failed, {"fatal in a helper", "doesn't generate new fatal"}},
      {"Assertions.CarryTraces", Says::failed, {"slice 1", "ordering a pizza"}},
      {"Assertions.LeaveTracesBehind", Says::failed, {"no trace of another test"}},
      {"CurrentTest.IsKnown", Says::passed},
      {"CurrentTest.StartsWithoutResult", Says::passed},
      {"CurrentTest.RecordsProperties", Says::passed},

      {"Lifecycle.IsAnewEachTime", Says::passed},
      {"Lifecycle.IsEndedAfterFailure", Says::failed, {"cleaned up all the same"}},
      {"FailingSetUp.SkipsBody", Says::failed, {"set-up does not work", "torn down all the same"}},
      {"FailingTearDown.FailsTest", Says::failed, {"tear-down does not work"}},
      {"SharedSetUp.RunsOnce", Says::passed},
      {"SharedSetUp.IsShared", Says::passed},
      {"FailingSharedTearDown.DoesNotFailTest", Says::passed},
      // GoogleTest says that such tests were skipped. A user that cannot do its work has failed.
      {"FailingSharedSetUp.First", Says::failed, {"no database to share"}, Says::skipped},
      {"FailingSharedSetUp.Second", Says::failed, {"no database to share"}, Says::skipped},
      {"ThrowingSharedSetUp.NeverRuns",
       Says::failed,
       {"the database threw", "SetUpTestSuite()"},
       Says::skipped},

      {"Skips.InBody", Says::skipped},
      {"Skips.WithoutReason", Says::skipped},
      {"Skips.AfterFailureFail", Says::failed, {"failed before the skip"}},
      {"SkipInConstructor.SkipsBody", Says::skipped},
      {"SkipInSetUp.SkipsBody", Says::skipped},
      {"SkipInSharedSetUp.MeansWhatItMeansPlainly", Says::same},

      {"Words/Strings.HaveTheirValue/0", Says::passed},
      {"Words/Strings.HaveTheirValue/1", Says::passed},
      {"Words/Strings.HaveTheirValue/2", Says::passed},
      {"Numbers/Named.MatchTheirName/number1", Says::passed},
      {"Numbers/Named.MatchTheirName/number2", Says::passed},
      {"Numbers/Named.MatchTheirName/number3", Says::passed},
      {"Numbers/Named.FailForOne/number1", Says::passed},
      {"Numbers/Named.FailForOne/number2", Says::failed, {"two is refused"}},
      {"Numbers/Named.FailForOne/number3", Says::passed},
      {"Kinds/Payments.PrintThemselves/0", Says::passed},
      {"Kinds/Payments.PrintThemselves/1", Says::passed},
      {"All/Pairs.AreCombined/0", Says::passed},
      {"All/Pairs.AreCombined/1", Says::passed},
      {"All/Pairs.AreCombined/2", Says::passed},
      {"All/Pairs.AreCombined/3", Says::passed},
      {"Typed/0.StartsAtZero", Says::passed},
      {"Typed/1.StartsAtZero", Says::passed},
      {"Typed/0.FitsFourBytes", Says::passed},
      {"Typed/1.FitsFourBytes", Says::failed, {"too wide"}},
      {"Standard/Container/0.StartsEmpty", Says::passed},
      {"Standard/Container/1.StartsEmpty", Says::passed},

      {"Mocks.Satisfied", Says::passed},
      {"Mocks.Unsatisfied", Says::failed, {"called once - unsatisfied and active"}},
      {"Mocks.InSequence", Says::passed},
      {"Mocks.OutOfSequence", Says::failed, {"all pre-requisites are satisfied", "never called"}},
      {"Mocks.UninterestingCallPasses", Says::passed},
      {"Mocks.StrictOneRefusesUninterestingCall", Says::failed, {"Uninteresting mock function call"}},
      {"Mocks.MatcherExplains", Says::failed, {"has substring \"salmon\""}},

      {"ThrowInConstructor.Fails", Says::failed, {"constructor threw", "fixture's constructor"}},
      {"ThrowInSetUp.SkipsBody", Says::failed, {"SetUp threw"}},
      {"ThrowInTearDown.Fails", Says::failed, {"TearDown threw"}},
      {"CatchInDestructor.Fails", Says::failed, {"destructor threw and caught it"}},
      {"Throwing.DestroysWhatBodyMade", Says::failed, {"body threw"}},
      {"Throwing.Anything", Says::failed, {"Unknown C++ exception"}},
      {"Throwing.ExpectedIsFine", Says::passed},

      {"FastDeathTest.Dies", Says::passed},
      {"FastDeathTest.Survives", Says::failed, {"failed to die", "still alive"}},
      {"ThreadsafeDeathTest.Dies", Says::passed},
      {"ThreadsafeDeathTest.HasOtherLastWords", Says::failed, {"died but not with expected error"}},
      {"Threads.FailTheirTest", Says::failed, {"said by a thread"}},
      {"Threads.Pass", Says::passed},
  };
  return table;
}

}  // namespace brood::probe
