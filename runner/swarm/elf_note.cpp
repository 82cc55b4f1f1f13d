#include "runner/swarm/elf_note.hpp"

#include <elf.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

namespace brood {
namespace {

constexpr std::string_view kOwner("brood\0", 6);
constexpr std::uint32_t kProtocolType = 1;
constexpr std::uint32_t kOwnUsersType = 2;
constexpr std::size_t kLargestNotes = 1 << 20;  // more than any linker makes

struct Elf32 {
  using Header = Elf32_Ehdr;
  using Segment = Elf32_Phdr;
};
struct Elf64 {
  using Header = Elf64_Ehdr;
  using Segment = Elf64_Phdr;
};

// Every length comes from the file, which may be anything.
bool read_at(std::ifstream& file, std::uint64_t offset, void* data, std::size_t size) {
  file.clear();
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(static_cast<char*>(data), static_cast<std::streamsize>(size));
  return static_cast<bool>(file);
}

std::size_t align(std::size_t value, std::size_t to) { return (value + to - 1) / to * to; }

std::optional<std::uint32_t> find_note(std::string_view notes, std::size_t alignment, std::uint32_t type) {
  while (notes.size() >= sizeof(Elf64_Nhdr)) {
    Elf64_Nhdr note;  // the same in both classes
    std::memcpy(&note, notes.data(), sizeof note);
    const std::size_t description = align(sizeof note + note.n_namesz, alignment);
    const std::size_t end = description + note.n_descsz;
    if (end > notes.size()) return std::nullopt;
    if (note.n_type == type && notes.substr(sizeof note, note.n_namesz) == kOwner && note.n_descsz == 4) {
      std::uint32_t version;
      std::memcpy(&version, notes.data() + description, sizeof version);
      return version;
    }
    notes.remove_prefix(std::min(align(end, alignment), notes.size()));
  }
  return std::nullopt;
}

template <class Elf>
std::optional<std::uint32_t> find_in_segments(std::ifstream& file, std::uint32_t type) {
  typename Elf::Header header;
  if (!read_at(file, 0, &header, sizeof header) || header.e_phentsize != sizeof(typename Elf::Segment)) {
    return std::nullopt;
  }
  constexpr std::size_t kMostSegments = 1000;
  for (std::size_t i = 0; i < std::min<std::size_t>(header.e_phnum, kMostSegments); ++i) {
    typename Elf::Segment segment;
    if (!read_at(file, header.e_phoff + i * sizeof segment, &segment, sizeof segment)) return std::nullopt;
    if (segment.p_type != PT_NOTE || segment.p_filesz > kLargestNotes) continue;
    std::string notes(static_cast<std::size_t>(segment.p_filesz), '\0');
    if (!read_at(file, segment.p_offset, notes.data(), notes.size())) return std::nullopt;
    if (const auto version = find_note(notes, segment.p_align == 8 ? 8 : 4, type)) return version;
  }
  return std::nullopt;
}

std::string quoted(const std::string& path) { return "'" + path + "'"; }

Status check_file(const std::string& path) {
  if (path.empty()) return Error{"no target was named: give the path of a GoogleTest program"};
  struct stat about {};
  if (stat(path.c_str(), &about) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return Error{quoted(path) + " does not exist: build it first, or check the path"};
    }
    return Error{"cannot look at " + quoted(path) + ": " + std::strerror(errno)};
  }
  if (S_ISDIR(about.st_mode)) return Error{quoted(path) + " is a folder: name the program inside it"};
  if (!S_ISREG(about.st_mode)) return Error{quoted(path) + " is not a program but a device, pipe or socket"};
  if (access(path.c_str(), R_OK) != 0)
    return Error{"cannot read " + quoted(path) + ": " + std::strerror(errno)};
  return Done{};
}

Error not_elf(const std::string& path, std::ifstream& file) {
  file.clear();
  file.seekg(0);
  std::string line(80, '\0');  // a line may be as long as the file
  file.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(std::min(line.find('\n'), static_cast<std::size_t>(file.gcount())));
  if (line.starts_with("#!")) {
    return {quoted(path) + " is a script (" + line + "): name the GoogleTest program that it starts"};
  }
  return {quoted(path) + " is not an ELF program: name a GoogleTest program built for this machine"};
}

std::optional<std::uint32_t> find_in(std::ifstream& file, unsigned char elf_class, std::uint32_t type) {
  return elf_class == ELFCLASS64 ? find_in_segments<Elf64>(file, type) : find_in_segments<Elf32>(file, type);
}

}  // namespace

Expected<std::uint32_t> read_protocol_note(const std::string& path) {
  if (const Status file_is_fine = check_file(path); !file_is_fine) return file_is_fine.error();
  std::ifstream file(path, std::ios::binary);
  unsigned char identity[EI_NIDENT] = {};
  const bool elf = read_at(file, 0, identity, sizeof identity) && std::memcmp(identity, ELFMAG, SELFMAG) == 0;
  if (!elf) return not_elf(path, file);
  if (access(path.c_str(), X_OK) != 0) {
    return Error{quoted(path) + " is not executable: try chmod +x, or name the program itself"};
  }
  constexpr int kOurs = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;
  if (identity[EI_DATA] != kOurs) return Error{quoted(path) + " was built for another kind of machine"};
  if (const auto version = find_in(file, identity[EI_CLASS], kProtocolType)) return *version;
  return Error{quoted(path) +
               " was not linked with brood::googletest: add brood_add_stress_test(NAME x TARGET "
               "its_cmake_target) to the CMakeLists.txt that builds it, or link brood::googletest to it"};
}

bool drives_own_users(const std::string& path) {
  if (!read_protocol_note(path)) return false;
  std::ifstream file(path, std::ios::binary);
  unsigned char identity[EI_NIDENT] = {};
  return read_at(file, 0, identity, sizeof identity) && find_in(file, identity[EI_CLASS], kOwnUsersType);
}

}  // namespace brood
