// Puts a GoogleTest program under load. This one file is added to the user's executable; it is compiled with
// whatever the user compiles with (C++11 and later, no RTTI, no exceptions, unity builds) and needs
// GoogleTest's headers only.
//
// A static object appends a listener before main. Without brood nothing is appended. Under load the event
// "environments are set up" is the zygote: GoogleTest has parsed its flags, applied its filter and set up the
// environments. After the load nothing is selected any more, so that GoogleTest tears the environments down
// and main ends in its own way.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "brood/agent.h"
#include "private_members.hpp"

BROOD_PROTOCOL_NOTE;

namespace brood_takeover {
namespace {

using testing::TestPartResult;
using testing::TestResult;
using testing::UnitTest;

struct Task {
  TestInfo* test;
  std::uint32_t group;
  std::string name;
};

struct Group {
  TestSuite* suite;
  testing::internal::SetUpTestSuiteFunc set_up;
  testing::internal::TearDownTestSuiteFunc tear_down;
  std::string skip_reason;
};

// The reason of the set-up that is replayed now; a set-up function takes no argument.
std::string replayed_skip;  // NOLINT
void replay_skip() { GTEST_SKIP() << replayed_skip; }

std::string described(const TestPartResult& part) {
  std::string text;
  if (part.file_name() != nullptr) {
    text = std::string(part.file_name()) + ":" + std::to_string(part.line_number()) + ": ";
  }
  return text + part.message();
}

void report(const TestPartResult& part) {
  const bool placed = part.file_name() != nullptr;
  brood_agent_failure(part.file_name(), placed ? part.line_number() : 0, part.message(),
                      std::strlen(part.message()));
}

void report_failures(const TestResult& result) {
  for (int i = 0; i < result.total_part_count(); ++i) {
    if (result.GetTestPartResult(i).failed()) report(result.GetTestPartResult(i));
  }
}

void report_skips(const TestResult& result) {
  for (int i = 0; i < result.total_part_count(); ++i) {
    const TestPartResult& part = result.GetTestPartResult(i);
    if (part.skipped()) report(part);
  }
}

// Runs a suite with `tests` instead of its own, so that the cost of one test does not grow with its suite.
void run_suite(TestSuite* suite, std::vector<TestInfo*>* tests, std::vector<int>* order) {
  (suite->*member(SuiteTests())).swap(*tests);
  (suite->*member(SuiteOrder())).swap(*order);
  (suite->*member(ClearSuite()))();
  (suite->*member(RunSuite()))();
  (suite->*member(SuiteTests())).swap(*tests);
  (suite->*member(SuiteOrder())).swap(*order);
}

bool contains(const char* text, const char* part) {
  return text != nullptr && std::strstr(text, part) != nullptr;
}

class Takeover : public testing::EmptyTestEventListener {
 public:
  Takeover();
  ~Takeover() override;

  void OnTestProgramStart(const UnitTest& unit) override;
  void OnEnvironmentsSetUpEnd(const UnitTest& unit) override;
  void OnEnvironmentsTearDownStart(const UnitTest& unit) override;
  void OnEnvironmentsTearDownEnd(const UnitTest& unit) override;
  void OnTestPartResult(const TestPartResult& part) override;

 private:
  enum Stage { kLoading, kSettingUp, kOver, kTearingDown };

  void select(const UnitTest& unit);
  void select_nothing(const UnitTest& unit);
  std::string nothing_selected(const UnitTest& unit) const;
  void release_printers();
  void teardown_ended();

  bool set_up(Group* group);
  bool tear_down(Group* group);
  bool run_without_tests(Group* group);
  bool failed_outside_tests();
  brood_outcome run(const Task& task);

  static Takeover* of(void* self) { return static_cast<Takeover*>(self); }

  const pid_t process_ = getpid();
  Stage stage_ = kLoading;
  std::vector<Task> tasks_;
  std::vector<Group> groups_;
  std::string outside_tests_;       // failures and skips that belong to no test: those of environments
  int reported_outside_tests_ = 0;  // in a user: how many of them were reported
  std::vector<TestInfo*> only_test_;
  std::vector<int> only_order_;
  brood_program program_;
};

Takeover::Takeover() : only_test_(1), only_order_(1, 0), program_() {
  program_.self = this;
  program_.task_name = [](void* self, std::uint32_t task) { return of(self)->tasks_[task].name.c_str(); };
  program_.task_group = [](void* self, std::uint32_t task) { return of(self)->tasks_[task].group; };
  program_.group_name = [](void* self, std::uint32_t group) {
    return of(self)->groups_[group].suite->name();
  };
  program_.user_begin = [](void* self) { of(self)->release_printers(); };
  program_.group_set_up = [](void* self, std::uint32_t group) -> int {
    return of(self)->set_up(&of(self)->groups_[group]);
  };
  program_.group_tear_down = [](void* self, std::uint32_t group) -> int {
    return of(self)->tear_down(&of(self)->groups_[group]);
  };
  program_.run = [](void* self, std::uint32_t task) { return of(self)->run(of(self)->tasks_[task]); };
}

// An environment that throws, or calls exit(), ends the program without the event that says it has ended. So
// may a child that it forked; that one is not the program.
Takeover::~Takeover() {
  if (getpid() != process_) return;
  if (stage_ == kSettingUp) {
    brood_agent_refuse(
        BROOD_REFUSE_SETUP,
        ("the program ended while its test environment was set up\n" + outside_tests_).c_str());
  }
  if (stage_ == kTearingDown) teardown_ended();
}

void Takeover::OnTestProgramStart(const UnitTest& unit) {
  if (stage_ != kLoading) {  // main calls RUN_ALL_TESTS() again
    select_nothing(unit);
    return;
  }
  GTEST_FLAG_SET(repeat, 1);  // the load is the repetition; a negative number would never end
  select(unit);
  if (tasks_.empty()) {
    brood_agent_refuse(BROOD_REFUSE_USAGE, nothing_selected(unit).c_str());
  } else if (!brood_agent_listed(&program_) && !brood_agent_has_problem()) {
    stage_ = kSettingUp;
    return;
  }
  std::fflush(nullptr);
  _exit(0);
}

void Takeover::OnEnvironmentsSetUpEnd(const UnitTest& unit) {
  if (stage_ == kSettingUp) {
    stage_ = kOver;
    const TestResult& result = unit.ad_hoc_test_result();
    if (result.Failed() || result.Skipped()) {
      const std::string what = result.Failed() ? "failed to set up" : "skipped the tests";
      brood_agent_refuse(BROOD_REFUSE_SETUP,
                         ("the test environment " + what + "\n" + outside_tests_).c_str());
    } else {
      std::fflush(nullptr);
      brood_agent_serve(&program_);
    }
  }
  select_nothing(unit);
}

void Takeover::OnEnvironmentsTearDownStart(const UnitTest&) {
  outside_tests_.clear();
  stage_ = kTearingDown;
}

void Takeover::OnEnvironmentsTearDownEnd(const UnitTest&) { teardown_ended(); }

void Takeover::teardown_ended() {
  stage_ = kOver;
  if (!outside_tests_.empty()) brood_agent_teardown_failed(outside_tests_.c_str());
}

void Takeover::OnTestPartResult(const TestPartResult& part) {
  if (part.failed() || part.skipped()) outside_tests_ += described(part) + "\n";
}

// GoogleTest has applied its filter already; this narrows it by the text of parameters.
void Takeover::select(const UnitTest& unit) {
  const char* const text = brood_agent_filter_parameter();
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    TestSuite* const suite = const_cast<TestSuite*>(unit.GetTestSuite(i));
    const std::size_t before = tasks_.size();
    for (int j = 0; j < suite->total_test_count(); ++j) {
      TestInfo* const test = const_cast<TestInfo*>(suite->GetTestInfo(j));
      if (*text != '\0' && !contains(test->value_param(), text) && !contains(test->type_param(), text)) {
        test->*member(TestSelected()) = false;
      }
      if (test->should_run()) {
        const Task task = {test, static_cast<std::uint32_t>(groups_.size()),
                           std::string(suite->name()) + "." + test->name()};
        tasks_.push_back(task);
      }
    }
    suite->*member(SuiteSelected()) = tasks_.size() > before;
    if (!suite->should_run()) continue;
    const Group group = {suite, suite->*member(SuiteSetUp()), suite->*member(SuiteTearDown()), std::string()};
    groups_.push_back(group);
    suite->*member(SuiteSetUp()) = nullptr;
    suite->*member(SuiteTearDown()) = nullptr;
  }
  program_.task_count = static_cast<std::uint32_t>(tasks_.size());
  program_.group_count = static_cast<std::uint32_t>(groups_.size());
}

void Takeover::select_nothing(const UnitTest& unit) {
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    TestSuite* const suite = const_cast<TestSuite*>(unit.GetTestSuite(i));
    suite->*member(SuiteSelected()) = false;
    for (int j = 0; j < suite->total_test_count(); ++j) {
      const_cast<TestInfo*>(suite->GetTestInfo(j))->*member(TestSelected()) = false;
    }
  }
}

std::string Takeover::nothing_selected(const UnitTest& unit) const {
  if (unit.total_test_count() == 0) return "the program holds no tests";
  const std::string filter = "filter '" + std::string(GTEST_FLAG_GET(filter)) + "'";
  const std::string text = brood_agent_filter_parameter();
  if (!text.empty()) return "no test of " + filter + " has a parameter that contains '" + text + "'";
  if (unit.reportable_disabled_test_count() > 0) {
    return "all tests that match " + filter + " are disabled; `-- --gtest_also_run_disabled_tests` runs them";
  }
  return "no test matches " + filter;
}

// In the user's process only: the event that serves is handed to the listeners in reverse order, by index, so
// that releasing one in the zygote would call the next one twice. A user never returns to that loop.
void Takeover::release_printers() {
  testing::TestEventListeners& listeners = UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  delete listeners.Release(listeners.default_xml_generator());
  listeners.Release(this);
  reported_outside_tests_ = UnitTest::GetInstance()->ad_hoc_test_result().total_part_count();
  // A failure is counted and told; it must not end the user.
  GTEST_FLAG_SET(break_on_failure, false);
  GTEST_FLAG_SET(throw_on_failure, false);
}

bool Takeover::run_without_tests(Group* group) {
  std::vector<TestInfo*> no_tests;
  std::vector<int> no_order;
  run_suite(group->suite, &no_tests, &no_order);
  report_failures(group->suite->ad_hoc_test_result());
  return !group->suite->ad_hoc_test_result().Failed();
}

bool Takeover::set_up(Group* group) {
  group->suite->*member(SuiteSetUp()) = group->set_up;
  const bool done = run_without_tests(group);
  const TestResult& result = group->suite->ad_hoc_test_result();
  // What a skip in there means for the tests differs between GoogleTest's versions: replayed before each
  // test, it means what it always means.
  const bool skipped = result.Skipped();
  for (int i = 0; skipped && i < result.total_part_count(); ++i) {
    if (result.GetTestPartResult(i).skipped()) group->skip_reason += result.GetTestPartResult(i).message();
  }
  group->suite->*member(SuiteSetUp()) = skipped ? &replay_skip : nullptr;
  return done;
}

bool Takeover::tear_down(Group* group) {
  group->suite->*member(SuiteSetUp()) = nullptr;
  group->suite->*member(SuiteTearDown()) = group->tear_down;
  const bool done = run_without_tests(group);
  group->suite->*member(SuiteTearDown()) = nullptr;
  return done;
}

// By a thread that has outlived its test. GoogleTest fails the program for it; here it is the running
// iteration's.
bool Takeover::failed_outside_tests() {
  const TestResult& result = UnitTest::GetInstance()->ad_hoc_test_result();
  bool failed = false;
  for (; reported_outside_tests_ < result.total_part_count(); ++reported_outside_tests_) {
    const TestPartResult& part = result.GetTestPartResult(reported_outside_tests_);
    if (!part.failed()) continue;
    report(part);
    failed = true;
  }
  return failed;
}

brood_outcome Takeover::run(const Task& task) {
  const Group& group = groups_[task.group];
  if (group.suite->*member(SuiteSetUp()) != nullptr) replayed_skip = group.skip_reason;
  only_test_[0] = task.test;
  run_suite(group.suite, &only_test_, &only_order_);

  const TestResult& result = *task.test->result();
  const TestResult& around =
      group.suite->ad_hoc_test_result();  // of listeners, when the suite started or ended
  const bool failed = result.Failed() || around.Failed();
  if (failed) {
    report_failures(result);
    report_failures(around);
  }
  if (failed_outside_tests() || failed) return BROOD_FAILED;
  if (!result.Skipped()) return BROOD_PASSED;
  report_skips(result);
  report_skips(around);
  return BROOD_SKIPPED;
}

struct Install {
  Install() {
    if (brood_agent_attached() != 0) UnitTest::GetInstance()->listeners().Append(new Takeover);
  }
} install;  // NOLINT

}  // namespace
}  // namespace brood_takeover
