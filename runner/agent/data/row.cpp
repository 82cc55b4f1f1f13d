// A row's fields, as text and as what they mean.
#include <charconv>
#include <stdexcept>

#include "brood/rows.hpp"
#include "runner/agent/data/loaded_rows.hpp"
#include "runner/agent/data/problem.hpp"

namespace brood {

namespace {

using agent::LoadedRows;
using agent::quote;

[[noreturn]] void misfit(const LoadedRows& rows, std::size_t row, std::string_view column,
                         std::string_view field, const std::string& what) {
  throw std::runtime_error(rows.name + ", row " + std::to_string(row + 1) + ": " + quote(field) +
                           " in column " + quote(column) + " is " + what);
}

// None unless all of the field is a number of that type.
template <class Number>
std::errc parse(std::string_view field, Number& number) {
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (error == std::errc{} && end != field.data() + field.size()) return std::errc::invalid_argument;
  return error;
}

}  // namespace

std::string_view Rows::Row::operator[](std::string_view column) const {
  const auto number = rows_->table->column(column);
  if (!number)
    throw std::out_of_range(rows_->name + " has no column " + quote(column) + "; its columns are " +
                            agent::listed(rows_->table->columns()));
  return rows_->table->field(index_, *number);
}

bool Rows::Row::as_bool(std::string_view column) const {
  const std::string_view field = (*this)[column];
  if (field == "true" || field == "1") return true;
  if (field == "false" || field == "0") return false;
  misfit(*rows_, index_, column, field, "none of true, false, 1 and 0");
}

double Rows::Row::as_double(std::string_view column) const {
  const std::string_view field = (*this)[column];
  double number = 0;
  if (parse(field, number) != std::errc{}) misfit(*rows_, index_, column, field, "not a number");
  return number;
}

long long Rows::Row::as_signed(std::string_view column, long long min, long long max) const {
  const std::string_view field = (*this)[column];
  long long number = 0;
  const std::errc error = parse(field, number);
  if (error == std::errc::invalid_argument) misfit(*rows_, index_, column, field, "not a whole number");
  if (error != std::errc{} || number < min || number > max)
    misfit(*rows_, index_, column, field,
           "not within " + std::to_string(min) + " and " + std::to_string(max) + ", which the type can hold");
  return number;
}

unsigned long long Rows::Row::as_unsigned(std::string_view column, unsigned long long max) const {
  const std::string_view field = (*this)[column];
  unsigned long long number = 0;
  const std::errc error = parse(field, number);
  if (error == std::errc::invalid_argument)
    misfit(*rows_, index_, column, field, "not a whole number of 0 or more");
  if (error != std::errc{} || number > max)
    misfit(*rows_, index_, column, field,
           "more than " + std::to_string(max) + ", which is the most that the type can hold");
  return number;
}

std::string Rows::Row::text() const {
  std::string text;
  for (std::size_t i = 0; i < rows_->table->columns().size(); ++i)
    text.append(i == 0 ? "" : " ")
        .append(rows_->table->columns()[i])
        .append("=")
        .append(rows_->table->field(index_, i));
  return text;
}

}  // namespace brood
