#include "runner/agent/scenario/exception_text.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <typeinfo>

namespace brood::agent {

namespace {

std::string type_of_exception() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "something";
  int status = 0;
  char* readable = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
  std::string name = status == 0 ? readable : type->name();
  std::free(readable);
  return name;
}

}  // namespace

std::string describe_exception() {
  try {
    throw;
  } catch (const std::exception& error) {
    return type_of_exception() + ": " + error.what();
  } catch (const std::string& text) {
    return text;
  } catch (const char* text) {
    return text == nullptr ? "threw a null text" : text;
  } catch (...) {
    return "threw a " + type_of_exception();
  }
}

}  // namespace brood::agent
