# brood_add_stress_test(NAME name TARGET target [option value]...)
#
# Adds the CTest test `name` (label `stress`) that runs the GoogleTest program or scenario `target` as a load test. The
# target's sources, main and link commands stay as they are. A scenario is what links brood::scenario, itself or through
# another library.
#
#   NAME name               of the test and of its folder in ${CMAKE_BINARY_DIR}/stress-results
#   TARGET target           an executable target; may live in another folder
#   FILTER text             which tests, in gtest's own syntax           (default: all)
#   TAGS tags               only tasks with one of these   EXCLUDE_TAGS tags   none of these
#   ONLY_WITH_PARAM text    only tests whose parameter contains this text
#   USERS n                 concurrent users                             (default: 2)
#   SPAWN_RATE n            users released a second                      (default: 1)
#   RATE n/s                iterations a second instead of USERS; MAX_USERS n, ARRIVALS how: see brood run --help
#   STAGES stages           users or rate over time
#   DURATION d              run time with its unit: 30s, 1h30m           (default: 10m)
#   NUM_REQUEST n           iterations of all users together; whichever of DURATION and NUM_REQUEST comes first
#   WAIT w                  pause between iterations: 2s, 500ms..2s, pacing:1s
#   ARGS a...               arguments of the target
#   ENV NAME=VALUE...       environment of the target
#   WORKING_DIRECTORY dir   of the target                                (default: the current binary folder)
#   HOST url                the system under test, when it runs already
#   SUT command             starts the system under test on {port}
#   READY path|port         what must answer before the load starts
#   READY_TIMEOUT d   TASK_TIMEOUT d   STOP_TIMEOUT d
#   SUITE_SETUP user|run    SetUpTestSuite once in every user, or once for the run
#   THRESHOLDS text...      "requests: p95 < 250ms for 10s" "tasks: failures == 0, abort"
#   THRESHOLD_FILES file... thresholds, one a line; from the current source folder
#   BASELINES dir|file...   stored runs to compare with; from the current source folder. A run that passed is added to the
#                           first dir, which need not be there yet
#   FAIL_STATUS statuses    which HTTP statuses fail a request
#   NAME_RULES rule...      names of requests
#   REPORTS format:path...  more reports than the usual ones
#   SEED n                  repeats the order of an earlier run
#   ALLOW_SKIPPED           a run in which every iteration skipped itself may pass
#   STRICT                  an inconclusive run fails
#   ONCE                    adds `name_once` (label `smoke-load`) too: every selected test once, by one user
#
# PT_NUM_CLIENTS, PT_HATCH_RATE, PT_DURATION, PT_THRESHOLDS and PT_BASELINE at the time of ctest win over what stands here.
# ARGS, ENV, SUT, WORKING_DIRECTORY and REPORTS may hold generator expressions.
#
# `brood-stress` in the build's top folder runs the tests as a job of a pipeline, and `brood-publish` makes what the
# pipeline shows of them (docs/pipelines.md).
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/BroodConfigFile.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/BroodCurlTap.cmake")

function(brood_add_stress_test)
  set(caller ${CMAKE_CURRENT_FUNCTION})
  _brood_options(${caller} options)
  _brood_parse(ONCE)
  _brood_check_name("${arg_NAME}" ${arg_ONCE})
  _brood_prepare()
  _brood_add_test(${arg_NAME} stress run --config ${config_file})
  if(arg_ONCE)
    _brood_add_test(${arg_NAME}_once smoke-load
      run --config ${config_file} --once --out ${CMAKE_BINARY_DIR}/stress-results/${arg_NAME}_once)
    set_tests_properties(${arg_NAME}_once PROPERTIES RUN_SERIAL FALSE) # measures nothing
  endif()
endfunction()

# brood_add_duet(NAME name TARGET target OLD command NEW command [option value]...)
#
# Adds the CTest test `name` (label `duet`) that compares two versions of the system under test: `target` loads them side by
# side, in rounds of fresh starts, and the test fails when the new one is slower or fails more often, beyond doubt. The
# commands start them on {port}. Options as of brood_add_stress_test, but for SPAWN_RATE, STAGES, DURATION, NUM_REQUEST,
# HOST, SUT and ONCE; and:
#
#   ALPHA share             how often an unchanged build may fail          (default: 0.01)
#   FLOOR share             smaller slowdowns do not matter                (default: 0.01)
#   LOOKS n,...             after how many rounds it may be sure enough; the last is the most there will be
#   LIMITS metric=share...  slowdowns that must have been noticeable for a pass: "Shop.Browse/p95=10%"
#   ROUND d                 measured time of a round, 6s to 30s            (default: what a rehearsal finds)
#   PLACEMENT together|turns  both loaded at once, or one after the other  (default: by the machine)
#   PRIORS file...          duet.json of earlier duets on this machine
#   ALLOW_MISSING_TASKS     tasks of one version only do not fail
function(brood_add_duet)
  set(caller ${CMAKE_CURRENT_FUNCTION})
  _brood_options(${caller} options)
  _brood_parse("")
  _brood_check_name("${arg_NAME}" FALSE)
  foreach(needed IN ITEMS OLD NEW)
    if(NOT DEFINED arg_${needed})
      _brood_mistake("${needed} is needed: the command that starts that version on {port}")
    endif()
  endforeach()
  _brood_prepare()
  _brood_add_test(${arg_NAME} duet duet --config ${config_file})
endfunction()

# Reads the arguments of the calling function into arg_KEYWORD, by its `options` and flags of its own.
macro(_brood_parse own_flags)
  set(packed)
  set(index 0)
  while(index LESS ARGC)
    _brood_pack("${ARGV${index}}" item)
    list(APPEND packed "${item}")
    math(EXPR index "${index} + 1")
  endwhile()
  _brood_keywords("${options}" "flag" flags)
  _brood_keywords("${options}" "text|count|number|duration" texts)
  _brood_keywords("${options}" "list" lists)
  list(APPEND flags ${own_flags})
  cmake_parse_arguments(arg "${flags}" "NAME;TARGET;${texts}" "${lists}" ${packed})
  _brood_check_keywords()
  foreach(keyword IN ITEMS NAME TARGET ${texts})
    _brood_unpack("${arg_${keyword}}" value)
    if(value STREQUAL "")
      unset(arg_${keyword}) # FILTER "${MAYBE}" says nothing when MAYBE is empty
    endif()
  endforeach()
endmacro()

# What both functions do before they add tests.
macro(_brood_prepare)
  _brood_check_target("${arg_TARGET}")
  if(DEFINED arg_WORKING_DIRECTORY AND NOT arg_WORKING_DIRECTORY MATCHES "^\\$<")
    get_filename_component(arg_WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}" ABSOLUTE
      BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  endif()
  foreach(files IN ITEMS THRESHOLD_FILES BASELINES PRIORS)
    if(DEFINED arg_${files})
      list(TRANSFORM arg_${files} REPLACE "^([^/$].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
    endif()
  endforeach()
  get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  set(config_file ${CMAKE_CURRENT_BINARY_DIR}/stress-tests$<${multi_config}:/$<CONFIG>>/${arg_NAME}.brood.json)
  _brood_write_config(${config_file})
  _brood_take_over(${arg_TARGET})
endmacro()

# Reads what cmake_parse_arguments left in the calling scope.
function(_brood_check_keywords)
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    list(GET arg_UNPARSED_ARGUMENTS 0 unknown)
    _brood_unpack("${unknown}" unknown)
    string(REPLACE ";" " " known "${texts};${lists};${flags}")
    _brood_mistake("unknown argument '${unknown}'. There are: NAME TARGET ${known}")
  elseif(DEFINED arg_KEYWORDS_MISSING_VALUES)
    string(REPLACE ";" ", " missing "${arg_KEYWORDS_MISSING_VALUES}")
    _brood_mistake("${missing}: the value is missing")
  endif()
endfunction()

# The name is a folder's and a file's name too, so it is one in the whole build.
function(_brood_check_name name once)
  if(NOT name MATCHES "^[A-Za-z0-9_][A-Za-z0-9_.+-]*$")
    _brood_mistake("NAME '${name}' is needed and may have letters, digits and _ . + - only")
  endif()
  if(name MATCHES "^(results|performance)$|\\.(html|json|md|txt|xml)$")
    _brood_mistake("NAME '${name}': what a pipeline publishes has a file or folder of that kind; choose another name")
  endif()
  set(names ${name})
  if(once)
    list(APPEND names ${name}_once)
  endif()
  get_property(known GLOBAL PROPERTY BROOD_STRESS_TESTS)
  foreach(each IN LISTS names)
    if(each IN_LIST known)
      _brood_mistake("NAME ${each}: there is a stress test of that name already; names are unique in the build")
    endif()
  endforeach()
  set_property(GLOBAL APPEND PROPERTY BROOD_STRESS_TESTS ${names})
endfunction()

function(_brood_check_target target)
  if(NOT target)
    _brood_mistake("TARGET is needed: the executable target that holds the tests")
  elseif(NOT TARGET ${target})
    _brood_mistake("TARGET ${target} is not a target here; call this after add_executable(${target} ...)")
  endif()
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "EXECUTABLE")
    _brood_mistake("TARGET ${target} is a ${type}; an executable is needed")
  endif()
endfunction()

# Compiles the takeover into the target, unless it is a scenario (brood::googletest sees to that). By property, as the target may be another folder's and may use either signature
# of target_link_libraries. An imported program was linked elsewhere; brood says so if it has no takeover.
function(_brood_take_over target)
  get_target_property(aliased ${target} ALIASED_TARGET)
  if(aliased)
    set(target ${aliased})
  endif()
  get_target_property(imported ${target} IMPORTED)
  get_target_property(taken ${target} BROOD_TAKEN_OVER)
  if(imported OR taken OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    return()
  endif()
  set_target_properties(${target} PROPERTIES BROOD_TAKEN_OVER TRUE)
  set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES brood::googletest)
  get_target_property(installed brood::brood IMPORTED)
  if(NOT installed)
    add_dependencies(${target} brood)
  endif()
  brood_wrap_static_curl(${target})
endfunction()

function(_brood_add_test name label)
  if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    set(reason "load needs Linux, this is ${CMAKE_SYSTEM_NAME}")
    message(STATUS "brood: test ${name} is disabled: ${reason}")
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E echo "disabled: ${reason}")
    set_tests_properties(${name} PROPERTIES LABELS ${label} DISABLED TRUE)
    return()
  endif()
  add_test(NAME ${name} COMMAND $<TARGET_FILE:brood::brood> ${ARGN})
  _brood_write_scripts()
  # A load test measures: nothing else should run beside it under ctest -j.
  set_tests_properties(${name} PROPERTIES LABELS ${label} RUN_SERIAL TRUE)
  _brood_add_timeout(${name} ${ARGN})
endfunction()

# The time limit depends on PT_DURATION when ctest runs, so brood is asked then. ctest reads a subfolder after the tests
# of the calling folder; hence the generated one.
function(_brood_add_timeout name)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/stress-tests/timeout/${name})
  string(REPLACE ";" "\" \"" arguments "${ARGN}")
  file(GENERATE OUTPUT ${folder}/timeout-$<LOWER_CASE:$<CONFIG>>.cmake CONTENT
"execute_process(COMMAND \"$<TARGET_FILE:brood::brood>\" \"${arguments}\" --print-timeout
  OUTPUT_VARIABLE seconds OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET TIMEOUT 10)
if(seconds MATCHES \"^[0-9]+$\")
  set_tests_properties(${name} PROPERTIES TIMEOUT \${seconds})
endif()
")
  get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi_config)
    set(which "\${CTEST_CONFIGURATION_TYPE}")
  else()
    set(which "${CMAKE_BUILD_TYPE}")
  endif()
  file(CONFIGURE OUTPUT ${folder}/timeout.cmake @ONLY CONTENT
"string(TOLOWER \"${which}\" config)
include(\"${folder}/timeout-\${config}.cmake\" OPTIONAL)
")
  file(CONFIGURE OUTPUT ${folder}/CMakeLists.txt @ONLY CONTENT
"set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES \"${folder}/timeout.cmake\")
")
  add_subdirectory(${folder} ${folder}/build)
endfunction()

# The scripts that pipelines call, and where they find brood; once a build.
function(_brood_write_scripts)
  get_property(written GLOBAL PROPERTY BROOD_SCRIPTS)
  if(written)
    return()
  endif()
  set_property(GLOBAL PROPERTY BROOD_SCRIPTS TRUE)
  file(COPY ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/brood-stress ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/brood-publish
    DESTINATION ${CMAKE_BINARY_DIR})
  file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/stress-tests/brood-$<CONFIG>.path CONTENT "$<TARGET_FILE:brood::brood>\n")
endfunction()

# Reads `caller` of the calling scope.
function(_brood_mistake text)
  message(FATAL_ERROR "${caller}: ${text}.")
endfunction()
