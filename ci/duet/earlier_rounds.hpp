// The rounds that an earlier duet left in the output folder, out of the way until this duet is accepted.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace brood {

class EarlierRounds {
 public:
  // Gives each of them another name. Those that a duet which was killed had put aside are theirs again first.
  // Of other things in the folder nobody knows whose they are: they stay.
  explicit EarlierRounds(const std::string& out);
  // Without accept(): the rounds that were made since are removed, and the earlier ones are back.
  ~EarlierRounds();
  EarlierRounds(const EarlierRounds&) = delete;
  EarlierRounds& operator=(const EarlierRounds&) = delete;

  // They are removed, with the figures of their duet, and must not be taken for this one's.
  void accept();

 private:
  std::vector<std::filesystem::path> rounds() const;
  void bring_back() const;

  std::filesystem::path out_;
  std::filesystem::path folder_;
  bool accepted_ = false;
};

}  // namespace brood
