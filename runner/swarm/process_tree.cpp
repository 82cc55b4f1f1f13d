#include "runner/swarm/process_tree.hpp"

#include <dirent.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "runner/swarm/text_file.hpp"

namespace brood {
namespace {

void add_children(const std::string& file, std::vector<pid_t>& children) {
  const std::optional<std::string> text = read_text_file(file);
  if (!text) return;
  const char* at = text->c_str();
  for (char* end = nullptr;; at = end) {
    const long pid = std::strtol(at, &end, 10);
    if (end == at) return;
    children.push_back(static_cast<pid_t>(pid));
  }
}

}  // namespace

std::vector<pid_t> children_of(pid_t pid) {
  std::vector<pid_t> children;
  const std::string tasks = "/proc/" + std::to_string(pid) + "/task/";
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(tasks.c_str()), closedir);
  if (!folder) return children;
  while (const dirent* entry = readdir(folder.get())) {
    if (entry->d_name[0] != '.') add_children(tasks + entry->d_name + "/children", children);
  }
  return children;
}

std::vector<pid_t> process_tree(pid_t root) {
  std::vector<pid_t> tree{root};
  for (std::size_t i = 0; i < tree.size(); ++i) {
    for (const pid_t child : children_of(tree[i])) tree.push_back(child);
  }
  return tree;
}

}  // namespace brood
