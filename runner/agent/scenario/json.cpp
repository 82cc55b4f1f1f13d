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

// Copying and writing a value takes a bit of stack for each level, and a fiber has little.
bool is_too_deep(std::string_view body) {
  constexpr int kDeepest = 200;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (quoted && c == '\\') ++i;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == '[' || c == '{') && ++depth > kDeepest) return true;
    else if (!quoted && (c == ']' || c == '}')) --depth;
  }
  return false;
}

Found find(std::string_view body, std::string_view pointer) {
  if (is_too_deep(body)) return {{}, "a body that is nested too deeply"};
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
  if (is_too_deep(body())) {
    asked_->fail("the body is JSON that is nested too deeply");
    throw std::runtime_error(asked_->problem);
  }
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
  save_text(pointer, to);
  return *this;
}

bool Response::save_text(std::string_view pointer, std::string& to) {
  if (!error().empty()) return false;
  const Found found = find(body(), pointer);
  if (found.problem.empty())
    to = found.value.is_string() ? found.value.get<std::string>() : found.value.dump();
  if (found.problem.empty()) return true;
  expect(false, "a value at " + std::string(pointer) + ", got " + found.problem);
  return false;
}

}  // namespace brood
