#include "brood/json.hpp"

#include <stdexcept>

#include "runner/agent/scenario/conversation.hpp"
#include "runner/agent/scenario/shortened.hpp"

namespace brood {

namespace {

// Why there is none, or the value there.
struct Found {
  nlohmann::json value;
  std::string problem;
};

Found find(std::string_view body, std::string_view pointer) {
  const nlohmann::json whole = nlohmann::json::parse(body, nullptr, false);
  if (whole.is_discarded()) return {{}, "a body that is no JSON: \"" + agent::shortened(body) + '"'};
  try {
    return {whole.at(nlohmann::json::json_pointer(std::string(pointer))), {}};
  } catch (const nlohmann::json::exception&) {
    return {{}, "none in " + agent::shortened(whole.dump())};
  }
}

}  // namespace

Json Response::json() const {
  try {
    return nlohmann::json::parse(body());
  } catch (const nlohmann::json::parse_error&) {
    const std::string problem = "the body is no JSON: \"" + agent::shortened(body()) + '"';
    asked_->fail(problem);
    throw std::runtime_error(problem);
  }
}

Response& Response::expect_json(std::string_view pointer, const JsonText& value) {
  if (!error().empty()) return *this;
  const Found found = find(body(), pointer);
  const bool equal =
      found.problem.empty() && found.value == nlohmann::json::parse(value.text(), nullptr, false);
  if (equal) return *this;
  const std::string got = found.problem.empty() ? agent::shortened(found.value.dump()) : found.problem;
  return expect(false, value.text() + " at " + std::string(pointer) + ", got " + got);
}

Response& Response::save(std::string_view pointer, std::string& to) {
  if (!error().empty()) return *this;
  const Found found = find(body(), pointer);
  if (found.problem.empty())
    to = found.value.is_string() ? found.value.get<std::string>() : found.value.dump();
  if (found.problem.empty()) return *this;
  return expect(false, "a value at " + std::string(pointer) + ", got " + found.problem);
}

}  // namespace brood
