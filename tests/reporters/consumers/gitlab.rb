# What GitLab understands of reports: its own libraries, used as it uses them. For each folder of ARGV a line of JSON.
require "active_support"
require "active_support/core_ext/hash/conversions"
require "json"
require "nokogiri"
require "shellwords"

ActiveSupport::XmlMini.backend = "Nokogiri"

def list(value)
  value.is_a?(Array) ? value : [value].compact
end

def cases_of(file)
  suites = list(Hash.from_xml(File.read(file)).fetch("testsuites").fetch("testsuite"))
  suites.flat_map { |suite| list(suite["testcase"]).map { |one| [suite["name"], one] } }
end

# A failure that is no text is shown as a raw hash, and two cases of one name are one.
def junit(file)
  cases = cases_of(file)
  keys = cases.map { |suite, one| [suite, one.fetch("classname"), one.fetch("name")] }
  raise "two cases of one name" if keys.uniq.size != keys.size
  failures = cases.flat_map { |_, one| [one["failure"], one["error"]].compact }
  raise "a failure without a text: #{failures.inspect[0, 300]}" unless failures.all? { |text| text.is_a?(String) && !text.empty? }
  raise "a time is missing" unless cases.all? { |_, one| Float(one.fetch("time")) >= 0 }
  {cases: cases.size, failures: failures.size, names: keys.map(&:last)}
end

def metrics(file)
  File.readlines(file).to_h do |line|
    name, value, *rest = line.gsub(/#.*$/, "").shellsplit
    raise "more than a name and a value: #{line}" unless rest.empty?
    [name, Float(value)]
  end
end

ARGV.each { |folder| puts JSON.generate(junit: junit("#{folder}/junit.xml"), metrics: metrics("#{folder}/metrics.txt")) }
