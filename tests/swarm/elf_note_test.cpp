#include "runner/swarm/elf_note.hpp"

#include <elf.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstring>

#include "brood/agent.h"
#include "runner/swarm/run.hpp"
#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;

template <class T>
void append(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void pad(std::string& bytes, std::size_t alignment) {
  while (bytes.size() % alignment != 0) bytes.push_back('\0');
}

std::string note(std::uint32_t type, const std::string& owner, const std::string& content,
                 std::size_t alignment = 4) {
  std::string bytes;
  append(bytes, Elf64_Nhdr{static_cast<std::uint32_t>(owner.size() + 1),
                           static_cast<std::uint32_t>(content.size()), type});
  bytes += owner + '\0';
  pad(bytes, alignment);
  bytes += content;
  pad(bytes, alignment);
  return bytes;
}

std::string brood_note(std::uint32_t version, std::size_t alignment = 4) {
  std::string content;
  append(content, version);
  return note(1, "brood", content, alignment);
}

// As much of a program as is looked at: a header, one segment, its notes.
template <class Header, class Segment>
std::string elf(unsigned char elf_class, const std::string& notes, std::size_t alignment = 4) {
  Header header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = elf_class;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_phoff = sizeof header;
  header.e_phentsize = sizeof(Segment);
  header.e_phnum = 1;
  Segment segment{};
  segment.p_type = PT_NOTE;
  segment.p_offset = sizeof header + sizeof segment;
  segment.p_filesz = static_cast<decltype(segment.p_filesz)>(notes.size());
  segment.p_align = static_cast<decltype(segment.p_align)>(alignment);
  std::string bytes;
  append(bytes, header);
  append(bytes, segment);
  return bytes + notes;
}

std::string elf64(const std::string& notes, std::size_t alignment = 4) {
  return elf<Elf64_Ehdr, Elf64_Phdr>(ELFCLASS64, notes, alignment);
}

class AProtocolNote : public testing::Test {
 protected:
  Expected<std::uint32_t> read(const std::string& bytes) {
    return read_protocol_note(folder_.write("tests", bytes, true));
  }
  TemporaryFolder folder_;
};

TEST_F(AProtocolNote, IsRead) { EXPECT_EQ(*read(elf64(brood_note(7))), 7u); }

TEST_F(AProtocolNote, IsReadFromA32BitProgram) {
  EXPECT_EQ(*read(elf<Elf32_Ehdr, Elf32_Phdr>(ELFCLASS32, brood_note(7))), 7u);
}

TEST_F(AProtocolNote, IsFoundBehindOthers) {
  const std::string others =
      note(1, "GNU", "sixteen bytes ..") + note(3, "GNU", "odd") + note(2, "brood", "four");
  EXPECT_EQ(*read(elf64(others + brood_note(7))), 7u);
}

TEST_F(AProtocolNote, IsFoundInASegmentAlignedToEight) {
  EXPECT_EQ(*read(elf64(note(5, "GNU", "four", 8) + brood_note(7, 8), 8)), 7u);
}

TEST_F(AProtocolNote, CutAnywhereIsNoNote) {
  const std::string whole = elf64(brood_note(7));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read(whole.substr(0, size))) << "cut after " << size;
  }
}

TEST_F(AProtocolNote, WithAbsurdLengthsIsNoNote) {
  std::string notes = brood_note(7);
  std::memset(notes.data(), 0xff, 8);
  EXPECT_FALSE(read(elf64(notes)));
}

TEST_F(AProtocolNote, SaysInASecondOneThatAProgramDrivesItsUsers) {
  const auto drives = [this](const std::string& notes) {
    return drives_own_users(folder_.write("tests", elf64(notes), true));
  };
  EXPECT_FALSE(drives(brood_note(7)));
  EXPECT_TRUE(drives(brood_note(7) + note(2, "brood", "four")));
  EXPECT_FALSE(drives_own_users(folder_.path() + "/none"));
}

class ATarget : public testing::Test {
 protected:
  static std::string refusal(const std::string& path) {
    const Status status = check_target(path);
    return status ? "accepted" : status.error().message;
  }
  TemporaryFolder folder_;
};

TEST_F(ATarget, OfThisProtocolIsAccepted) {
  EXPECT_EQ(refusal(folder_.write("tests", elf64(brood_note(BROOD_PROTOCOL)), true)), "accepted");
}

TEST_F(ATarget, OfAnotherProtocolIsToldBothVersions) {
  EXPECT_THAT(refusal(folder_.write("tests", elf64(brood_note(99)), true)),
              AllOf(HasSubstr("version 99"), HasSubstr("version " + std::to_string(BROOD_PROTOCOL)),
                    HasSubstr("build both")));
}

TEST_F(ATarget, ThatIsNotLinkedWithBroodIsToldHow) {
  EXPECT_THAT(refusal("/bin/true"), AllOf(HasSubstr("'/bin/true' was not linked with brood::googletest"),
                                          HasSubstr("brood_add_stress_test(")));
}

TEST_F(ATarget, ThatIsMissingIsNamed) {
  EXPECT_THAT(refusal("no/such/tests"), HasSubstr("'no/such/tests' does not exist"));
}

TEST_F(ATarget, MustBeNamed) { EXPECT_THAT(refusal(""), HasSubstr("no target")); }

TEST_F(ATarget, IsNoFolder) { EXPECT_THAT(refusal(folder_.path()), HasSubstr("is a folder")); }

TEST_F(ATarget, IsNoPipe) {
  const std::string pipe = folder_.path() + "/pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(refusal(pipe), HasSubstr("is not a program"));
}

TEST_F(ATarget, IsNoScript) {
  EXPECT_THAT(refusal(folder_.write("run.sh", "#!/bin/sh\nexec tests\n", true)),
              HasSubstr("is a script (#!/bin/sh): name the GoogleTest program"));
}

TEST_F(ATarget, IsNoText) {
  EXPECT_THAT(refusal(folder_.write("text", "hello", true)), HasSubstr("not an ELF program"));
}

TEST_F(ATarget, IsNoEmptyFile) {
  EXPECT_THAT(refusal(folder_.write("empty", "", true)), HasSubstr("not an ELF program"));
}

TEST_F(ATarget, MustBeExecutable) {
  EXPECT_THAT(refusal(folder_.write("tests", elf64(brood_note(1)))),
              HasSubstr("not executable: try chmod +x"));
}

TEST_F(ATarget, IsForThisMachine) {
  std::string bytes = elf64(brood_note(1));
  bytes[EI_DATA] = ELFDATA2MSB;
  EXPECT_THAT(refusal(folder_.write("tests", bytes, true)), HasSubstr("another kind of machine"));
}

}  // namespace
}  // namespace brood
