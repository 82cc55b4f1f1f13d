# For the scripts here: small projects that are written, configured and looked at, without building anything.
cmake_minimum_required(VERSION 3.22)
set(CMAKE_CTEST_COMMAND ctest)

# Configures a project whose CMakeLists.txt is `text`, in a folder of its own. Sets `result` and `output`.
function(configure_project name languages text)
  set(project ${WORK}/${name})
  file(REMOVE_RECURSE ${project})
  file(WRITE ${project}/CMakeLists.txt "cmake_minimum_required(VERSION 3.22)
project(${name} LANGUAGES ${languages})
enable_testing()
${text}")
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${project} -B ${project}/build -G Ninja -DMODULES=${MODULES}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  set(result "${result}" PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect what actual expected)
  if(NOT actual STREQUAL expected)
    message(SEND_ERROR "${what}\n  is       ${actual}\n  expected ${expected}")
  endif()
endfunction()

function(expect_match what actual pattern)
  if(NOT actual MATCHES "${pattern}")
    message(SEND_ERROR "${what}\n  is            ${actual}\n  does not match ${pattern}")
  endif()
endfunction()
