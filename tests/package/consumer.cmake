# Builds one of the strangers' projects beside this script and runs its load test as its people would. Run by ctest with
# -DPROJECT=<folder here> -DPROGRAM=<its test program> -DTEST=<its stress test> -DGENERATOR= -DFLAGS=<of the compiler> -DMINUTES=<PT_DURATION>
# -DBROOD_SOURCE=<sources of Brood> -DPREFIX=<an installation of Brood> -DMODULES= -DWORK=<build folder>.
include(${CMAKE_CURRENT_LIST_DIR}/configure.cmake)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    string(REPLACE ";" " " command "${ARGN}")
    message(FATAL_ERROR "${command}\nended with ${result}:\n${output}")
  endif()
endfunction()

# The value of a test's property, as ctest sees it now.
function(property_of test name out)
  execute_process(COMMAND ${CMAKE_CTEST_COMMAND} -C Debug --show-only=json-v1 -R "^${test}$" WORKING_DIRECTORY ${WORK}
    OUTPUT_VARIABLE shown)
  set(found)
  string(JSON count LENGTH "${shown}" tests 0 properties)
  math(EXPR last "${count} - 1")
  foreach(index RANGE ${last})
    string(JSON key GET "${shown}" tests 0 properties ${index} name)
    if(key STREQUAL name)
      string(JSON found GET "${shown}" tests 0 properties ${index} value)
    endif()
  endforeach()
  string(REGEX REPLACE "\\.0$" "" found "${found}")
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# Whoever runs this may be configured by these too.
foreach(variable IN ITEMS PT_DURATION PT_NUM_CLIENTS PT_HATCH_RATE PT_THRESHOLDS PT_BASELINE PT_LOCUST_FILE GTEST_FILTER)
  unset(ENV{${variable}})
endforeach()
file(REMOVE_RECURSE ${WORK}/stress-results ${WORK}/stress-report)

# With the options of ci/test's own build, what that has compiled is taken from the compiler cache.
set(ENV{CCACHE_NOHASHDIR} 1)
run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/${PROJECT} -B ${WORK} -G ${GENERATOR} -DCMAKE_BUILD_TYPE=Debug
  "-DCMAKE_CXX_FLAGS_DEBUG=${FLAGS}" -DBROOD_WERROR=ON -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER} -DBROOD_SOURCE=${BROOD_SOURCE}
  -DCMAKE_PREFIX_PATH=${PREFIX})
# The program brings brood along.
run(${CMAKE_COMMAND} --build ${WORK} --config Debug --target ${PROGRAM} --parallel 2)

# The project's own tests are as they were.
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK} -C Debug --no-tests=error -LE "^(stress|smoke-load)$")
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK} -C Debug --no-tests=error --output-on-failure -L smoke-load)

# ctest's limit follows PT_DURATION: 10 minutes instead of the project's one second.
property_of(${TEST} TIMEOUT usual)
set(ENV{PT_DURATION} 10)
property_of(${TEST} TIMEOUT longer)
math(EXPR difference "${longer} - ${usual}")
expect("how much longer the limit is with PT_DURATION=10" ${difference} 599)

# What a pipeline says in PT_* is what is run, and for longer than the project's one second.
set(ENV{PT_DURATION} ${MINUTES})
set(ENV{PT_NUM_CLIENTS} 7)
set(ENV{PT_HATCH_RATE} 7)
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK} -C Debug --no-tests=error --output-on-failure -L "^stress$"
  --output-junit ${WORK}/ctest.xml)

set(results ${WORK}/stress-results/${TEST})
file(READ ${results}/stats.json stats)
string(JSON users GET "${stats}" config users)
expect("users" ${users} 7)
string(JSON rate GET "${stats}" config spawn_rate)
expect_match("spawn rate" ${rate} "^7(\\.0+)?$")
string(JSON run_time GET "${stats}" config run_time_s)
if(NOT run_time GREATER 1)
  message(SEND_ERROR "run time is ${run_time} s, PT_DURATION=${MINUTES} was not obeyed")
endif()
string(JSON verdict GET "${stats}" verdict)
expect("verdict" ${verdict} passed)
if(NOT EXISTS ${results}/junit.xml)
  message(SEND_ERROR "${results}/junit.xml is missing")
endif()

# The summary survives in ctest's own report, which cuts the output of a test that passed unless told otherwise.
file(READ ${WORK}/ctest.xml report)
expect_match("ctest's JUnit report" "${report}" "CTEST_FULL_OUTPUT")
expect_match("ctest's JUnit report" "${report}" "stress-results/${TEST}")

# A pipeline's script is in the build folder, and finds results and brood there.
run(${WORK}/brood-publish gitlab --to ${WORK}/stress-report)
foreach(file IN ITEMS index.html load-performance.json ${TEST}/report.html)
  if(NOT EXISTS ${WORK}/stress-report/${file})
    message(SEND_ERROR "brood-publish left no ${file}")
  endif()
endforeach()

if(NOT PROJECT STREQUAL "find_package")
  return()
endif()

# A scenario of the project ran as well.
file(READ ${WORK}/stress-results/files_scenario_load/stats.json scenario)
string(JSON tasks GET "${scenario}" tasks)
expect_match("tasks of the scenario" "${tasks}" "Reader.misses.*Reader.reads")

# Tests need neither libcurl nor Boost of an installed Brood; who asks for scenarios is told what is missing.
set(without "set(CMAKE_PREFIX_PATH ${PREFIX})
set(CMAKE_DISABLE_FIND_PACKAGE_CURL ON)
set(CMAKE_DISABLE_FIND_PACKAGE_Boost ON)
")
configure_project(tests_only NONE "${without}find_package(brood REQUIRED)")
expect("result of configuring without libcurl and Boost" "${result}" 0)
configure_project(scenario_too NONE "${without}find_package(brood REQUIRED COMPONENTS scenario)")
expect("result of asking for scenarios without libcurl" "${result}" 1)
expect_match("message about scenarios without libcurl" "${output}" "CURL")

# An installation that was moved compiles a scenario from its source.
file(REMOVE_RECURSE ${WORK}/moved)
file(COPY ${PREFIX}/ DESTINATION ${WORK}/moved)
set(ENV{XDG_CACHE_HOME} ${WORK}/cache)
set(ENV{CXXFLAGS} "-O0 -Wall -Wextra -Werror")
execute_process(COMMAND ${WORK}/moved/bin/brood list ${CMAKE_CURRENT_LIST_DIR}/find_package/load/files_scenario.cpp
  OUTPUT_VARIABLE listed)
expect("tasks of a source file" "${listed}" "Reader.reads\nReader.misses\n")

# Requests of a suite that uses libcurl are seen with no change to it.
string(JSON requests GET "${stats}" totals requests count)
string(JSON tasks GET "${stats}" totals tasks count)
expect("requests, one a test" ${requests} ${tasks})
