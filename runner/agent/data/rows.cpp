// The files that the program has loaded, and the row that a user gets.
#include "brood/rows.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "brood/agent.h"
#include "runner/agent/data/loaded_rows.hpp"
#include "runner/agent/data/read_table.hpp"

namespace brood {

namespace {

using agent::LoadedRows;
using agent::Table;

struct Opened {
  LoadedRows loaded;
  Rows rows{loaded};
};

// All that are open. Never destroyed: users may ask for rows until the very end.
struct Registry {
  std::mutex mutex;
  std::vector<std::unique_ptr<Opened>> all;
};

Registry& registry() {
  static Registry* the_registry = new Registry;
  return *the_registry;
}

// No lock: a user may have been forked, or died, while another thread had it; and by now nothing is added.
void give_back(std::uint32_t user) {
  for (const auto& opened : registry().all)
    if (opened->loaded.dealer) opened->loaded.dealer->give_back(user);
}

bool in_user() { return brood_agent_user() != BROOD_NO_USER; }

// Before the load there is nobody to throw to: static initialisation would end the program without a word.
// Brood hears of it, and whoever uses the rows.
void complain(LoadedRows& rows, std::string what) {
  if (in_user()) throw std::logic_error(what);
  brood_agent_problem(what.c_str());
  rows.problem = std::move(what);
}

void load(LoadedRows& rows) {
  Expected<Table> table = agent::read_table(rows.name);
  if (!table) {
    complain(rows, table.error().message);
    return;
  }
  rows.table = std::move(*table);
  rows.dealer.emplace(rows.table->size(), rows.at_end);
}

std::string real_path(const std::string& name) {
  std::error_code failed;
  const std::filesystem::path path = std::filesystem::canonical(name, failed);
  return failed ? name : path.string();
}

// Who asks. Without load there is one user.
std::uint32_t asking_user() {
  const std::uint32_t user = brood_agent_user();
  if (user != BROOD_NO_USER && user >= agent::Dealer::kMostUsers)
    throw std::length_error("rows are for users below number " + std::to_string(agent::Dealer::kMostUsers));
  return user == BROOD_NO_USER ? 0 : user;
}

[[noreturn]] void end_user(const LoadedRows& rows) {
  const std::string why = rows.name + ": no row is left";
  brood_agent_stop_user(why.c_str());
  throw NoRowLeft(why);
}

}  // namespace

Rows& rows(const std::string& path, AtEnd at_end) {
  static brood_user_hook hook{give_back, nullptr};
  Registry& known = registry();
  const std::lock_guard lock(known.mutex);
  const std::string real = real_path(path);
  for (const auto& opened : known.all)
    if (opened->loaded.path == real && opened->loaded.at_end == at_end) return opened->rows;
  if (in_user())
    throw std::logic_error("brood::rows(\"" + path +
                           "\") is asked for in a user, too late to be shared with the others; declare it at "
                           "namespace scope: static brood::Rows& data = brood::rows(\"" +
                           path + "\");");
  if (known.all.empty()) brood_agent_on_user_end(&hook);
  const bool twice = std::any_of(known.all.begin(), known.all.end(),
                                 [&](const auto& opened) { return opened->loaded.path == real; });
  Opened& added = *known.all.emplace_back(new Opened{{path, real, at_end, known.all.size()}});
  if (twice)
    complain(added.loaded, path +
                               ": the file is asked for with AtEnd::recycle and with AtEnd::stop; a file "
                               "has one order of its rows, so decide for one of them");
  else load(added.loaded);
  return added.rows;
}

Rows::Row Rows::next() {
  loaded_->usable();
  const auto row = loaded_->dealer->next();
  if (!row) end_user(*loaded_);
  return {*loaded_, *row};
}

Rows::Row Rows::random() {
  loaded_->usable();
  return {*loaded_, loaded_->dealer->random(brood_agent_seed() + loaded_->salt, asking_user())};
}

Rows::Row Rows::unique() {
  loaded_->usable();
  if (!in_user() && brood_agent_attached() != 0)
    throw std::logic_error(loaded_->name +
                           ": unique() is asked for before there are users; all would have that same row");
  const auto row = loaded_->dealer->lease(asking_user());
  if (row) return {*loaded_, *row};
  if (loaded_->at_end == AtEnd::stop) end_user(*loaded_);
  throw std::runtime_error(
      "all " + std::to_string(size()) + " rows of " + loaded_->name +
      " are in use; unique() needs a row for each user, so add rows or take fewer users");
}

std::size_t Rows::size() const { return loaded_->usable().size(); }
const std::vector<std::string>& Rows::columns() const { return loaded_->usable().columns(); }

}  // namespace brood
