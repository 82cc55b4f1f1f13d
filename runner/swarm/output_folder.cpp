#include "runner/swarm/output_folder.hpp"

#include <filesystem>

namespace brood {

Status make_folder(const std::string& out) {
  std::error_code error;
  std::filesystem::create_directories(out, error);
  if (error)
    return Error{"cannot make the output folder '" + out + "': " + error.message() +
                 "; choose another with --out"};
  return Done{};
}

}  // namespace brood
