#include "runner/core/metric_table.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <vector>

#include "runner/core/saturating.hpp"

namespace brood {
namespace {

using Value = std::optional<double>;

double seconds(Nanos duration) { return std::chrono::duration<double>(duration).count(); }
double number(std::uint64_t value) { return static_cast<double>(value); }

Value seconds(std::optional<double> nanos) { return nanos ? Value{*nanos / 1e9} : std::nullopt; }
Value seconds(std::optional<std::uint64_t> nanos) {
  return nanos ? Value{number(*nanos) / 1e9} : std::nullopt;
}

// Readers of rows.
template <std::uint64_t Row::*field>
Value sum(const Result&, const Row* row, double) {
  return number(row->*field);
}
template <Histogram Row::*histogram>
Value least(const Result&, const Row* row, double) {
  return seconds((row->*histogram).min());
}
template <Histogram Row::*histogram>
Value mean(const Result&, const Row* row, double) {
  return seconds((row->*histogram).mean());
}
template <Histogram Row::*histogram>
Value most(const Result&, const Row* row, double) {
  return seconds((row->*histogram).max());
}
template <Histogram Row::*histogram>
Value deviation(const Result&, const Row* row, double) {
  return seconds((row->*histogram).stddev());
}
template <Histogram Row::*histogram>
Value quantile(const Result&, const Row* row, double q) {
  return seconds((row->*histogram).quantile(q));
}
template <Phase phase>
Value phase_mean(const Result&, const Row* row, double) {
  const PhaseSum& times = row->phases[phase];
  return times.count == 0 ? std::nullopt : Value{number(times.sum) / number(times.count) / 1e9};
}
template <Phase phase>
Value phase_max(const Result&, const Row* row, double) {
  const PhaseSum& times = row->phases[phase];
  return times.count == 0 ? std::nullopt : Value{number(times.max) / 1e9};
}
Value all(const Result&, const Row* row, double) { return number(row->count()); }
Value ended_rate(const Result& result, const Row* row, double) {
  return result.duration() > Nanos{0} ? number(row->in_time) / seconds(result.duration()) : 0;
}
Value judged(const Result&, const Row* row, double) { return number(row->passed + row->failed); }
Value error_rate(const Result&, const Row* row, double) {
  const std::uint64_t judged = row->judged();
  return judged == 0 ? std::nullopt : Value{number(row->failed) / number(judged)};
}

// Readers of processes. Their CPU time includes the drain, so the time that it is compared with does, too.
Value cores(const Result& result, Nanos cpu) {
  const Nanos duration = saturating_add(result.footer.duration, result.footer.drain);
  return duration > Nanos{0} ? Value{seconds(cpu) / seconds(duration)} : std::nullopt;
}
Value sut_cpu(const Result& result, const Row*, double) {
  return result.sut.known ? cores(result, result.sut.cpu) : std::nullopt;
}
Value sut_cpu_time(const Result& result, const Row*, double) {
  return result.sut.known ? Value{seconds(result.sut.cpu)} : std::nullopt;
}
Value sut_memory(const Result& result, const Row*, double) {
  return result.sut.known ? Value{number(result.sut.memory)} : std::nullopt;
}
Value generator_cpu(const Result& result, const Row*, double) { return cores(result, result.generator.cpu); }
Value generator_memory(const Result& result, const Row*, double) { return number(result.generator.memory); }

// Readers of the run.
Value duration(const Result& result, const Row*, double) { return seconds(result.duration()); }
Value drain(const Result& result, const Row*, double) { return seconds(result.footer.drain); }
Value users(const Result& result, const Row*, double) { return result.peak_users; }
Value replaced_users(const Result& result, const Row*, double) { return number(result.replaced_users); }
Value errors(const Result& result, const Row*, double) {
  std::uint64_t count = 0;
  for (const ErrorGroup& group : result.errors) add_to(count, group.example.count);
  return number(count);
}
Value other_errors(const Result& result, const Row*, double) {
  std::uint64_t count = 0;
  for (const ErrorGroup& group : result.errors) {
    const ErrorCount& error = group.example;
    if (error.task.empty() && error.name.empty()) add_to(count, error.count);
  }
  return number(count);
}
Value stalls(const Result& result, const Row*, double) { return number(result.generator.stalls); }
Value stalled(const Result& result, const Row*, double) { return seconds(result.generator.stalled); }
Value lost(const Result& result, const Row*, double) { return number(result.generator.lost); }
Value lateness_mean(const Result& result, const Row*, double) {
  return seconds(result.generator.lateness.mean());
}
Value lateness_max(const Result& result, const Row*, double) {
  return seconds(result.generator.lateness.max());
}
Value lateness_quantile(const Result& result, const Row*, double q) {
  return seconds(result.generator.lateness.quantile(q));
}

// Metrics of which there is one for each percentage.
struct Family {
  std::string_view prefix;
  std::uint8_t scopes;
  std::string_view of;
  Value (*read)(const Result&, const Row*, double);
};
constexpr Family kLatency{"", kRowScope, "the durations of passed samples", quantile<&Row::latency>};
constexpr Family kFailedLatency{"failed.", kRowScope, "the durations of failed samples",
                                quantile<&Row::failed_latency>};
constexpr Family kWaitLatency{"wait.", kRequestScope,
                              "the time from request sent to first byte of the answer", quantile<&Row::wait>};
constexpr Family kLateness{"lateness.", kRunScope, "the load generator's own delay", lateness_quantile};
constexpr Family kFamilies[] = {kLatency, kFailedLatency, kWaitLatency, kLateness};

// `percentage` as written: "99.9".
Metric percentile(const Family& family, std::string_view percentage) {
  double value = 0;
  std::from_chars(percentage.data(), percentage.data() + percentage.size(), value, std::chars_format::fixed);
  const std::string text{percentage};
  return {std::string{family.prefix} + 'p' + text,
          Unit::time,
          Better::lower,
          family.scopes,
          text + " % of " + std::string{family.of} + " are at most this",
          family.read,
          Course::free,
          value / 100};
}

// A number from 0 to 100 in plain decimals.
bool is_percentage(std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, code] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos &&
         text.front() != '.' && text.back() != '.' && rest == end && code == std::errc{} && value <= 100;
}

std::vector<Metric> make_table() {
  using enum Unit;
  using enum Better;
  using enum Course;
  return {
      {"count", count, neither, kRowScope, "samples that ended: passed, failed and skipped", all, grows},
      {"passed", count, higher, kRowScope, "samples that passed", sum<&Row::passed>, grows},
      {"failures", count, lower, kRowScope, "samples that failed", sum<&Row::failed>, grows},
      {"skipped", count, neither, kRowScope, "iterations that skipped themselves", sum<&Row::skipped>, grows},
      {"abandoned", count, lower, kRowScope, "cut off at the end of the run", sum<&Row::abandoned>, late},
      {"rate", rate, higher, kRowScope, "samples a second that ended in the run time", ended_rate},
      {"error_rate", ratio, lower, kRowScope, "failed of passed and failed", error_rate},

      {"min", time, lower, kRowScope, "shortest duration of a passed sample", least<&Row::latency>, falls},
      {"mean", time, lower, kRowScope, "mean duration of passed samples", mean<&Row::latency>},
      percentile(kLatency, "50"),
      percentile(kLatency, "75"),
      percentile(kLatency, "80"),
      percentile(kLatency, "90"),
      percentile(kLatency, "95"),
      percentile(kLatency, "99"),
      percentile(kLatency, "99.9"),
      {"max", time, lower, kRowScope, "longest duration of a passed sample", most<&Row::latency>, grows},
      {"stddev", time, lower, kRowScope, "standard deviation of the durations", deviation<&Row::latency>},
      {"failed.mean", time, neither, kRowScope, "mean duration of failed samples",
       mean<&Row::failed_latency>},
      percentile(kFailedLatency, "50"),
      percentile(kFailedLatency, "95"),
      percentile(kFailedLatency, "99"),
      {"failed.max", time, neither, kRowScope, "longest failed sample", most<&Row::failed_latency>, grows},

      {"redirects", count, neither, kRequestScope, "redirects followed", sum<&Row::redirects>, grows},
      {"bytes_in", bytes, neither, kRequestScope, "received", sum<&Row::bytes_in>, grows},
      {"bytes_out", bytes, neither, kRequestScope, "sent", sum<&Row::bytes_out>, grows},
      {"dns.mean", time, lower, kRequestScope, "mean time to resolve the name", phase_mean<kDns>},
      {"dns.max", time, lower, kRequestScope, "longest time to resolve the name", phase_max<kDns>, grows},
      {"connect.mean", time, lower, kRequestScope, "mean time to connect", phase_mean<kConnect>},
      {"connect.max", time, lower, kRequestScope, "longest time to connect", phase_max<kConnect>, grows},
      {"tls.mean", time, lower, kRequestScope, "mean time of the TLS handshake", phase_mean<kTls>},
      {"tls.max", time, lower, kRequestScope, "longest time of the TLS handshake", phase_max<kTls>, grows},
      {"wait.mean", time, lower, kRequestScope, "mean time to the first byte", phase_mean<kWait>},
      percentile(kWaitLatency, "50"),
      percentile(kWaitLatency, "95"),
      percentile(kWaitLatency, "99"),
      {"wait.max", time, lower, kRequestScope, "longest time to the first byte", phase_max<kWait>, grows},
      {"receive.mean", time, lower, kRequestScope, "mean time to receive", phase_mean<kReceive>},
      {"receive.max", time, lower, kRequestScope, "longest time to receive", phase_max<kReceive>, grows},

      {"cpu", count, lower, kSutScope, "cores that the SUT used, on average", sut_cpu},
      {"cpu_s", time, lower, kSutScope, "CPU time that the SUT used", sut_cpu_time, grows},
      {"memory", bytes, lower, kSutScope, "largest memory of the SUT", sut_memory, grows},

      {"duration", time, neither, kRunScope, "from the first user to the end of the run time", duration,
       late},
      {"drain", time, lower, kRunScope, "how long running iterations took to end after it", drain, late},
      {"users", count, neither, kRunScope, "most users at a time", users, grows},
      {"replaced_users", count, lower, kRunScope, "users that died and were replaced", replaced_users, grows},
      {"errors", count, lower, kRunScope, "errors of every kind", errors, grows},
      {"other_errors", count, lower, kRunScope, "errors of no task and no request, as of tear-downs",
       other_errors, grows},
      {"stalls", count, lower, kRunScope, "times a user waited for the load generator", stalls, grows},
      {"stalled", time, lower, kRunScope, "sum of those waits", stalled, grows},
      {"lost", count, lower, kRunScope, "samples lost to users that damaged their channel", lost, grows},
      {"lateness.mean", time, lower, kRunScope, "mean of the load generator's own delay", lateness_mean},
      percentile(kLateness, "50"),
      percentile(kLateness, "99"),
      {"lateness.max", time, lower, kRunScope, "longest delay of the load generator", lateness_max, grows},
      {"generator.cpu", count, lower, kRunScope, "cores that the load generator used", generator_cpu},
      {"generator.memory", bytes, lower, kRunScope, "its largest memory", generator_memory, grows},
  };
}

// A sum that is worth a limit of its own: what says anything of the system under test. It is no row of the
// table, as reports have its parts.
const Metric& tried() {
  static const Metric sum{"passed + failed",
                          Unit::count,
                          Better::higher,
                          kRowScope,
                          "samples that passed or failed: all but those that skipped themselves",
                          judged,
                          Course::grows};
  return sum;
}

const std::vector<Metric>& table() {
  static const std::vector<Metric> rows = make_table();
  return rows;
}

}  // namespace

std::span<const Metric> metric_table() { return table(); }

const Metric* find_metric(std::string_view name) {
  const auto found =
      std::find_if(table().begin(), table().end(), [&](const Metric& metric) { return metric.name == name; });
  return found == table().end() ? nullptr : &*found;
}

std::optional<Metric> metric_named(std::string_view name) {
  if (const Metric* row = find_metric(name)) return *row;
  if (name == tried().name) return tried();
  for (const Family& family : kFamilies) {
    if (!name.starts_with(family.prefix)) continue;
    const std::string_view rest = name.substr(family.prefix.size());
    if (rest.starts_with('p') && is_percentage(rest.substr(1))) return percentile(family, rest.substr(1));
  }
  return std::nullopt;
}

bool suffers_from_saturation(const Metric& metric) {
  const bool of_samples = (metric.scopes & (kRowScope | kRequestScope)) != 0;
  return of_samples && (metric.unit == Unit::time || metric.unit == Unit::rate);
}

}  // namespace brood
