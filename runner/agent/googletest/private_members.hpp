// Private members of GoogleTest that the takeover needs. Access is not checked in the arguments of an
// explicit instantiation. Names and types are the same in GoogleTest 1.12 to 1.18.
#pragma once

#include <gtest/gtest.h>

#include <vector>

namespace brood_takeover {
namespace {  // NOLINT(cert-dcl59-cpp): two programs' copies must not meet

using testing::TestInfo;
using testing::TestSuite;

template <class Tag, typename Tag::Type Member>
struct Opened {
  friend typename Tag::Type member(Tag) { return Member; }
};
struct RunSuite {
  typedef void (TestSuite::*Type)();
  friend Type member(RunSuite);
};
struct ClearSuite {
  typedef void (TestSuite::*Type)();
  friend Type member(ClearSuite);
};
struct SuiteSelected {
  typedef bool TestSuite::*Type;
  friend Type member(SuiteSelected);
};
struct TestSelected {
  typedef bool TestInfo::*Type;
  friend Type member(TestSelected);
};
struct SuiteSetUp {
  typedef testing::internal::SetUpTestSuiteFunc TestSuite::*Type;
  friend Type member(SuiteSetUp);
};
struct SuiteTearDown {
  typedef testing::internal::TearDownTestSuiteFunc TestSuite::*Type;
  friend Type member(SuiteTearDown);
};
struct SuiteTests {
  typedef std::vector<TestInfo*> TestSuite::*Type;
  friend Type member(SuiteTests);
};
struct SuiteOrder {
  typedef std::vector<int> TestSuite::*Type;
  friend Type member(SuiteOrder);
};
template struct Opened<RunSuite, &TestSuite::Run>;
template struct Opened<ClearSuite, &TestSuite::ClearResult>;
template struct Opened<SuiteSelected, &TestSuite::should_run_>;
template struct Opened<TestSelected, &TestInfo::should_run_>;
template struct Opened<SuiteSetUp, &TestSuite::set_up_tc_>;
template struct Opened<SuiteTearDown, &TestSuite::tear_down_tc_>;
template struct Opened<SuiteTests, &TestSuite::test_info_list_>;
template struct Opened<SuiteOrder, &TestSuite::test_indices_>;

}  // namespace
}  // namespace brood_takeover
