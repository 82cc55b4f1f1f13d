# How every target of Brood itself is compiled.

# brood_library(NAME SOURCES...): a static library of one floor.
function(brood_library name)
  add_library(${name} STATIC ${ARGN})
  brood_compile(${name})
endfunction()

function(brood_compile name)
  set_target_properties(${name} PROPERTIES
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${brood_SOURCE_DIR}>
    $<BUILD_INTERFACE:${brood_SOURCE_DIR}/runner/include>)
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wshadow -Wpedantic -Wconversion -Wold-style-cast
    $<$<BOOL:${BROOD_WERROR}>:-Werror>
    # GCC 12 sees overlaps in std::string that are not there (its bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
  # libFuzzer looks for texts that reach new code, so all code counts how often it is reached.
  if(BROOD_FUZZ)
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  if(BROOD_SANITIZE)
    target_compile_options(${name} PRIVATE -fsanitize=${BROOD_SANITIZE} -fno-omit-frame-pointer
      -fno-sanitize-recover=all)
    target_link_options(${name} PUBLIC -fsanitize=${BROOD_SANITIZE})
  endif()
endfunction()
