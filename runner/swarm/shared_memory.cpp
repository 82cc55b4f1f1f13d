#include "runner/swarm/shared_memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "runner/swarm/kernel_needs.hpp"

namespace brood {

namespace {

void fill(channel::SharedHeader& header, const Scenario& scenario, channel::Counts counts) {
  header.magic = channel::kMagic;
  header.slot_count = counts.slots;
  header.user_count = counts.users;
  header.arrival_capacity = counts.arrivals;
  for (const std::string& name : scenario.trace_headers)
    header.trace |= name == "traceparent" ? channel::kTraceParent : channel::kTraceTask;
  header.names_paths = scenario.name_rules.empty() ? 0 : 1;
  header.seed = scenario.seed;
  header.once = scenario.once ? 1 : 0;
  header.task_timeout = static_cast<std::uint64_t>(scenario.task_timeout.count());
  header.budget = scenario.iterations.value_or(0);
  header.group_set_up_in_zygote = scenario.suite_setup == SuiteSetup::run ? 1 : 0;
  header.wait_min = static_cast<std::uint64_t>(scenario.wait.min.count());
  header.wait_max = static_cast<std::uint64_t>(scenario.wait.max.count());
  switch (scenario.wait.kind) {
    case Wait::Kind::none:
      header.wait_kind = channel::kWaitNone;
      break;
    case Wait::Kind::between:
      header.wait_kind = channel::kWaitBetween;
      break;
    case Wait::Kind::pacing:
      header.wait_kind = channel::kWaitPacing;
      break;
  }
  if (!scenario.fail_status) return;
  const auto& ranges = scenario.fail_status->ranges;
  header.fail_status_count =
      static_cast<std::uint32_t>(std::min<std::size_t>(ranges.size(), channel::kMaxStatusRanges));
  for (std::uint32_t i = 0; i < header.fail_status_count; ++i) {
    header.fail_status[i][0] = ranges[i].first;
    header.fail_status[i][1] = ranges[i].second;
  }
}

}  // namespace

Expected<SharedMemory> SharedMemory::create(const Scenario& scenario, channel::Counts counts) {
  const std::uint64_t bytes = channel::total_bytes(counts);
  const auto fail = [&](const char* what) {
    return Error{"cannot make " + std::to_string(bytes / 1'000'000) + " MB of shared memory for " +
                 std::to_string(counts.users) + " users: " + what + ": " + std::strerror(errno) +
                 way_out(errno)};
  };
  Descriptor file(memfd_create("brood-channel", MFD_CLOEXEC));
  if (file.get() < 0) return fail("memfd_create");
  if (ftruncate(file.get(), static_cast<off_t>(bytes)) != 0) return fail("ftruncate");
  void* base = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  if (base == MAP_FAILED) return fail("mmap");
  SharedMemory memory(std::move(file), base, counts);
  fill(memory.layout_.header(), scenario, counts);
  return memory;
}

SharedMemory::SharedMemory(SharedMemory&& other) noexcept
    : file_(std::move(other.file_)), base_(std::exchange(other.base_, nullptr)), layout_(other.layout_) {}

SharedMemory::~SharedMemory() {
  if (base_ != nullptr) munmap(base_, channel::total_bytes(layout_.counts()));
}

}  // namespace brood
