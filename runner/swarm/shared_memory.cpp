#include "runner/swarm/shared_memory.hpp"

#include <fcntl.h>
#include <linux/memfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "runner/swarm/kernel_needs.hpp"

namespace brood {

namespace {

void fill(channel::Plan& plan, const Scenario& scenario, channel::Counts counts) {
  plan.magic = channel::kMagic;
  plan.slot_count = counts.slots;
  plan.user_count = counts.users;
  plan.arrival_capacity = counts.arrivals;
  for (const std::string& name : scenario.trace_headers)
    plan.trace |= name == "traceparent" ? channel::kTraceParent : channel::kTraceTask;
  plan.names_paths = scenario.name_rules.empty() ? 0 : 1;
  plan.seed = scenario.seed;
  plan.once = scenario.once ? 1 : 0;
  plan.task_timeout = static_cast<std::uint64_t>(scenario.task_timeout.count());
  plan.budget = scenario.iterations.value_or(0);
  plan.group_set_up_in_zygote = scenario.suite_setup == SuiteSetup::run ? 1 : 0;
  plan.wait_min = static_cast<std::uint64_t>(scenario.wait.min.count());
  plan.wait_max = static_cast<std::uint64_t>(scenario.wait.max.count());
  switch (scenario.wait.kind) {
    case Wait::Kind::none:
      plan.wait_kind = channel::kWaitNone;
      break;
    case Wait::Kind::between:
      plan.wait_kind = channel::kWaitBetween;
      break;
    case Wait::Kind::pacing:
      plan.wait_kind = channel::kWaitPacing;
      break;
  }
  if (!scenario.fail_status) return;
  const auto& ranges = scenario.fail_status->ranges;
  plan.fail_status_count =
      static_cast<std::uint32_t>(std::min<std::size_t>(ranges.size(), channel::kMaxStatusRanges));
  for (std::uint32_t i = 0; i < plan.fail_status_count; ++i) {
    plan.fail_status[i][0] = ranges[i].first;
    plan.fail_status[i][1] = ranges[i].second;
  }
}

}  // namespace

Expected<SealedMemory> SealedMemory::create(const char* name, std::uint64_t bytes, Others others) {
  const auto fail = [](const char* what) {
    return Error{std::string(what) + ": " + std::strerror(errno) + way_out(errno)};
  };
  Descriptor file(memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (file.get() < 0) return fail("memfd_create");
  if (ftruncate(file.get(), static_cast<off_t>(bytes)) != 0) return fail("ftruncate");
  void* base = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  if (base == MAP_FAILED) return fail("mmap");
  SealedMemory memory(std::move(file), base, bytes);
  // What is mapped already stays writable: ours.
  const int against_writing = others == Others::only_read ? F_SEAL_FUTURE_WRITE : 0;
  if (fcntl(memory.fd(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL | against_writing) != 0)
    return fail("sealing a memfd");
  return memory;
}

SealedMemory::SealedMemory(SealedMemory&& other) noexcept
    : file_(std::move(other.file_)), base_(std::exchange(other.base_, nullptr)), bytes_(other.bytes_) {}

SealedMemory::~SealedMemory() {
  if (base_ != nullptr) munmap(base_, bytes_);
}

Expected<SharedMemory> SharedMemory::create(const Scenario& scenario, channel::Counts counts,
                                            const UserPlacement& placement, bool drives_users) {
  using Others = SealedMemory::Others;
  const std::uint64_t plan_bytes = channel::plan_bytes(counts);
  const std::uint64_t claims_bytes = channel::claims_bytes(counts);
  const auto fail = [&](const Error& error) {
    return Error{"cannot make " + std::to_string((plan_bytes + claims_bytes) / 1'000'000) +
                 " MB of shared memory for " + std::to_string(counts.users) + " users: " + error.message};
  };
  Expected<SealedMemory> plan = SealedMemory::create("brood-plan", plan_bytes, Others::only_read);
  if (!plan) return fail(plan.error());
  Expected<SealedMemory> claims = SealedMemory::create("brood-claims", claims_bytes, Others::may_write);
  if (!claims) return fail(claims.error());
  SharedMemory memory(*std::move(plan), *std::move(claims), counts);
  fill(memory.layout_.plan(), scenario, counts);
  memory.layout_.plan().drives_users = drives_users ? 1 : 0;
  for (std::uint32_t user = 0; user < counts.users; ++user)
    memory.layout_.user_orders(user).slot.store(placement.slot_of(user));
  return memory;
}

}  // namespace brood
