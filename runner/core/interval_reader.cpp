#include "runner/core/interval_reader.hpp"

#include <simdjson.h>

#include <concepts>
#include <limits>
#include <string_view>
#include <utility>

#include "runner/core/damaged_record.hpp"

namespace brood {
namespace {

using Json = simdjson::dom::element;
using Array = simdjson::dom::array;

template <class T>
T value_of(const Json& json) {
  T value{};
  require(json.get(value) == simdjson::SUCCESS);
  return value;
}

void read_value(const Json& json, bool& value) { value = value_of<bool>(json); }

template <std::unsigned_integral T>
void read_value(const Json& json, T& value) {
  const auto number = value_of<std::uint64_t>(json);
  require(number <= std::numeric_limits<T>::max());
  value = static_cast<T>(number);
}

void read_value(const Json& json, int& value) {
  const auto number = value_of<std::int64_t>(json);
  require(number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max());
  value = static_cast<int>(number);
}

void read_value(const Json& json, Nanos& value) {
  const auto number = value_of<std::int64_t>(json);
  require(number >= -kMaxRecordedNanos && number <= kMaxRecordedNanos);
  value = Nanos{number};
}

void read_value(const Json& json, std::string& value) { value = value_of<std::string_view>(json); }

void read_value(const Json& json, Outcome& outcome) {
  std::uint8_t number = 0;
  read_value(json, number);
  require(number <= static_cast<std::uint8_t>(Outcome::abandoned));
  outcome = static_cast<Outcome>(number);
}

using Buckets = std::vector<Histogram::Bucket>;
using Statuses = std::map<int, std::uint64_t>;
using Phases = std::array<PhaseSum, kPhaseCount>;

void read_value(const Json& json, Buckets& buckets);
void read_value(const Json& json, Histogram& histogram);
void read_value(const Json& json, Statuses& statuses);
void read_value(const Json& json, Phases& phases);
void read_value(const Json& json, TaskRow& row);
void read_value(const Json& json, RequestRow& row);
void read_value(const Json& json, ErrorCount& error);
void read_value(const Json& json, SlowRequest& request);
void read_value(const Json& json, SlowIteration& iteration);
void read_value(const Json& json, ArrivalCounts& arrivals);
void read_value(const Json& json, Generator& generator);
void read_value(const Json& json, SutUsage& sut);

template <class T>
void read_value(const Json& json, std::vector<T>& records) {
  constexpr std::size_t kMost = 1'000'000;  // the parser counts to some 16 million only
  const auto elements = value_of<Array>(json);
  require(elements.size() <= kMost);
  records.resize(elements.size());
  auto record = records.begin();
  for (const Json& element : elements) read_value(element, *record++);
}

// A member of a record, and what becomes of its value.
template <class Record>
struct Field {
  std::string_view key;
  void (*read)(const Json&, Record&);
};

template <auto member, class Record>
void read_field(const Json& json, Record& record) {
  read_value(json, record.*member);
}

template <class Record, std::size_t size>
void read_fields(const Json& json, Record& record, const Field<Record> (&fields)[size]) {
  // Members come in the order of the fields, with gaps: the search goes on where the last one was found.
  std::size_t at = 0;
  std::uint32_t seen = 0;  // a bit for each field: of one that is there twice the first would be dropped
  static_assert(size <= 32);
  for (const auto& [key, value] : value_of<simdjson::dom::object>(json)) {
    for (std::size_t tried = 0; tried < size; ++tried) {
      const std::size_t place = at++ % size;
      const Field<Record>& field = fields[place];
      if (field.key != key) continue;
      require((seen >> place & 1) == 0);
      seen |= std::uint32_t{1} << place;
      field.read(value, record);
      break;
    }
  }
}

struct HistogramRecord {
  std::uint64_t sum = 0, min = 0, max = 0;
  Buckets buckets;
};

void read_value(const Json& json, Buckets& buckets) {
  const auto numbers = value_of<Array>(json);
  buckets.reserve(numbers.size() / 2);
  std::uint32_t index = 0;
  for (auto number = numbers.begin(); number != numbers.end(); ++number) {
    std::uint32_t step = 0;
    read_value(*number, step);
    require(step <= std::numeric_limits<std::uint32_t>::max() - index && ++number != numbers.end());
    const auto count = value_of<std::uint64_t>(*number);
    require(count <= kMaxRecordedCount);
    buckets.emplace_back(index += step, count);
  }
  require(!buckets.empty());
}

constexpr Field<HistogramRecord> kHistogram[] = {{"sum", read_field<&HistogramRecord::sum>},
                                                 {"min", read_field<&HistogramRecord::min>},
                                                 {"max", read_field<&HistogramRecord::max>},
                                                 {"buckets", read_field<&HistogramRecord::buckets>}};

void read_value(const Json& json, Histogram& histogram) {
  HistogramRecord record;
  read_fields(json, record, kHistogram);
  require(record.max <= static_cast<std::uint64_t>(kMaxRecordedNanos));
  require(!record.buckets.empty() && histogram.restore(record.buckets, record.sum, record.min, record.max));
}

void read_value(const Json& json, Statuses& statuses) {
  const auto numbers = value_of<Array>(json);
  for (auto number = numbers.begin(); number != numbers.end(); ++number) {
    int status = 0;
    read_value(*number, status);
    require(++number != numbers.end());
    require(statuses.emplace(status, value_of<std::uint64_t>(*number)).second);
  }
}

void read_value(const Json& json, PhaseSum& phase) {
  const auto numbers = value_of<Array>(json);
  require(numbers.size() == 3);
  auto number = numbers.begin();
  for (std::uint64_t* value : {&phase.count, &phase.sum, &phase.max}) {
    read_value(*number, *value);
    ++number;
  }
}

void read_value(const Json& json, Phases& phases) {
  std::array<bool, kPhaseCount> seen{};
  for (const auto& [key, value] : value_of<simdjson::dom::object>(json))
    for (std::size_t i = 0; i < phases.size(); ++i) {
      if (key != kPhaseNames[i]) continue;
      require(!std::exchange(seen[i], true));
      read_value(value, phases[i]);
    }
}

constexpr Field<Row> kRow[] = {{"passed", read_field<&Row::passed>},
                               {"failed", read_field<&Row::failed>},
                               {"skipped", read_field<&Row::skipped>},
                               {"abandoned", read_field<&Row::abandoned>},
                               {"in_time", read_field<&Row::in_time>},
                               {"latency", read_field<&Row::latency>},
                               {"failed_latency", read_field<&Row::failed_latency>},
                               {"redirects", read_field<&Row::redirects>},
                               {"bytes_in", read_field<&Row::bytes_in>},
                               {"bytes_out", read_field<&Row::bytes_out>},
                               {"statuses", read_field<&Row::statuses>},
                               {"phases", read_field<&Row::phases>},
                               {"wait", read_field<&Row::wait>}};

constexpr Field<TaskRow> kTaskNames[] = {{"task", read_field<&TaskRow::task>}};
constexpr Field<RequestRow> kRequestNames[] = {{"method", read_field<&RequestRow::method>},
                                               {"name", read_field<&RequestRow::name>},
                                               {"task", read_field<&RequestRow::task>}};

void read_row(const Json& json, Row& row) {
  row.clear();
  read_fields(json, row, kRow);
  require(row.count() <= kMaxRecordedCount && row.abandoned <= kMaxRecordedCount);
}

// A row's memory serves again.
void read_value(const Json& json, TaskRow& row) {
  row.task.clear();
  read_fields(json, row, kTaskNames);
  read_row(json, row.row);
}

void read_value(const Json& json, RequestRow& row) {
  for (std::string* text : {&row.task, &row.method, &row.name}) text->clear();
  read_fields(json, row, kRequestNames);
  read_row(json, row.row);
}

constexpr Field<ErrorCount> kError[] = {
    {"count", read_field<&ErrorCount::count>},   {"message", read_field<&ErrorCount::message>},
    {"where", read_field<&ErrorCount::where>},   {"task", read_field<&ErrorCount::task>},
    {"method", read_field<&ErrorCount::method>}, {"name", read_field<&ErrorCount::name>}};
void read_value(const Json& json, ErrorCount& error) { read_fields(json, error, kError); }

constexpr Field<SlowRequest> kSlowRequest[] = {
    {"method", read_field<&SlowRequest::method>}, {"name", read_field<&SlowRequest::name>},
    {"offset", read_field<&SlowRequest::offset>}, {"duration", read_field<&SlowRequest::duration>},
    {"status", read_field<&SlowRequest::status>}, {"outcome", read_field<&SlowRequest::outcome>}};
void read_value(const Json& json, SlowRequest& request) { read_fields(json, request, kSlowRequest); }

constexpr Field<SlowIteration> kSlowIteration[] = {
    {"task", read_field<&SlowIteration::task>},
    {"user", read_field<&SlowIteration::user>},
    {"start", read_field<&SlowIteration::start>},
    {"duration", read_field<&SlowIteration::duration>},
    {"outcome", read_field<&SlowIteration::outcome>},
    {"requests", read_field<&SlowIteration::requests>},
    {"more_requests", read_field<&SlowIteration::more_requests>}};
void read_value(const Json& json, SlowIteration& iteration) { read_fields(json, iteration, kSlowIteration); }

constexpr Field<Generator> kGenerator[] = {
    {"stalls", read_field<&Generator::stalls>},     {"stalled", read_field<&Generator::stalled>},
    {"lateness", read_field<&Generator::lateness>}, {"cpu", read_field<&Generator::cpu>},
    {"memory", read_field<&Generator::memory>},     {"lost", read_field<&Generator::lost>}};
void read_value(const Json& json, Generator& generator) { read_fields(json, generator, kGenerator); }

constexpr Field<ArrivalCounts> kArrivals[] = {{"due", read_field<&ArrivalCounts::due>},
                                              {"abandoned", read_field<&ArrivalCounts::abandoned>},
                                              {"queued", read_field<&ArrivalCounts::queued>}};
void read_value(const Json& json, ArrivalCounts& arrivals) { read_fields(json, arrivals, kArrivals); }

constexpr Field<SutUsage> kSut[] = {{"cpu", read_field<&SutUsage::cpu>},
                                    {"memory", read_field<&SutUsage::memory>}};
void read_value(const Json& json, SutUsage& sut) {
  sut.known = true;
  read_fields(json, sut, kSut);
}

constexpr Field<Interval> kInterval[] = {
    {"begin", read_field<&Interval::begin>},         {"end", read_field<&Interval::end>},
    {"drain", read_field<&Interval::drain>},         {"users", read_field<&Interval::users>},
    {"tasks", read_field<&Interval::tasks>},         {"requests", read_field<&Interval::requests>},
    {"errors", read_field<&Interval::errors>},       {"skips", read_field<&Interval::skips>},
    {"slowest", read_field<&Interval::slowest>},     {"arrivals", read_field<&Interval::arrivals>},
    {"generator", read_field<&Interval::generator>}, {"sut", read_field<&Interval::sut>}};

// Rows that the next interval has again keep their memory; rows that it does not have are gone.
void read_interval(const Json& json, Interval& interval) {
  Interval next;
  next.tasks = std::move(interval.tasks);
  next.requests = std::move(interval.requests);
  interval = std::move(next);
  const auto members = value_of<simdjson::dom::object>(json);
  Json ignored;
  if (members.at_key("tasks").get(ignored) != simdjson::SUCCESS) interval.tasks.clear();
  if (members.at_key("requests").get(ignored) != simdjson::SUCCESS) interval.requests.clear();
  read_fields(json, interval, kInterval);
}

}  // namespace

struct IntervalReader::Parser {
  simdjson::dom::parser parser;
};

IntervalReader::IntervalReader() : parser_(std::make_unique<Parser>()) {}
IntervalReader::~IntervalReader() = default;

bool IntervalReader::read(std::string& line, Interval& interval) {
  // The parser looks at some bytes behind the end.
  const std::size_t size = line.size();
  line.resize(size + simdjson::SIMDJSON_PADDING);
  const auto parsed = parser_->parser.parse(line.data(), size, false);
  line.resize(size);
  Json json;
  simdjson::dom::object record;
  require(parsed.get(json) == simdjson::SUCCESS && json.get(record) == simdjson::SUCCESS);
  int intervals = 0;
  for (const auto& [key, value] : record) intervals += key == "interval" ? 1 : 0;
  if (intervals == 0) return false;
  require(intervals == 1 && record.at_key("interval").get(json) == simdjson::SUCCESS);
  read_interval(json, interval);
  return true;
}

}  // namespace brood
