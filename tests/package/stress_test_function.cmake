# brood_add_stress_test itself: what it writes, what it adds to CTest and which mistakes it finds. Run by ctest with
# -DMODULES=<folder of BroodStressTest.cmake> -DWORK=<folder to write to>.
include(${CMAKE_CURRENT_LIST_DIR}/configure.cmake)

# An imported program stands for the user's, as it needs no compiler.
set(preamble [[
add_executable(brood::brood IMPORTED GLOBAL)
set_target_properties(brood::brood PROPERTIES IMPORTED_LOCATION /opt/bin/brood)
add_executable(suite IMPORTED)
set_target_properties(suite PROPERTIES IMPORTED_LOCATION /opt/bin/suite)
include(${MODULES}/BroodStressTest.cmake)
]])

function(expect_mistake pattern text)
  configure_project(mistake NONE "${preamble}${text}")
  expect("result of ${text}" "${result}" 1)
  expect_match("message of ${text}" "${output}" "brood_add_stress_test: ${pattern}")
endfunction()

# Mistakes are found when the project is configured, by name and with the way out.
expect_mistake("unknown argument 'USER'. There are: .*USERS" "brood_add_stress_test(NAME a TARGET suite USER 3)")
expect_mistake("unknown argument 'USERS,'" "brood_add_stress_test(NAME a TARGET suite USERS, 3)")
expect_mistake("USERS: the value is missing" "brood_add_stress_test(NAME a TARGET suite USERS)")
expect_mistake("USERS '3.5' is not a whole number" "brood_add_stress_test(NAME a TARGET suite USERS 3.5)")
expect_mistake("SPAWN_RATE 'fast' is not a number" "brood_add_stress_test(NAME a TARGET suite SPAWN_RATE fast)")
expect_mistake("DURATION '30' is not a duration with its unit" "brood_add_stress_test(NAME a TARGET suite DURATION 30)")
expect_mistake("TASK_TIMEOUT '5 parsecs'" "brood_add_stress_test(NAME a TARGET suite TASK_TIMEOUT \"5 parsecs\")")
expect_mistake("ENV 'A B' is not NAME=VALUE" "brood_add_stress_test(NAME a TARGET suite ENV X=1 \"A B\")")
expect_mistake("NAME '' is needed" "brood_add_stress_test(TARGET suite)")
expect_mistake("NAME 'a b' is needed and may have" "brood_add_stress_test(NAME \"a b\" TARGET suite)")
foreach(taken results performance index.html metrics.txt)
  expect_mistake("NAME '${taken}': what a pipeline publishes" "brood_add_stress_test(NAME ${taken} TARGET suite)")
endforeach()
expect_mistake("TARGET is needed" "brood_add_stress_test(NAME a)")
expect_mistake("TARGET none is not a target here" "brood_add_stress_test(NAME a TARGET none)")
expect_mistake("TARGET lib is a INTERFACE_LIBRARY" "add_library(lib INTERFACE)\nbrood_add_stress_test(NAME a TARGET lib)")
expect_mistake("NAME a: there is a stress test of that name already"
  "brood_add_stress_test(NAME a TARGET suite)\nbrood_add_stress_test(NAME a TARGET suite)")
expect_mistake("NAME a_once: there is a stress test of that name already"
  "brood_add_stress_test(NAME a_once TARGET suite)\nbrood_add_stress_test(NAME a TARGET suite ONCE)")
expect_mistake("NAME '' is needed" "brood_add_stress_test()")

function(expect_duet_mistake pattern text)
  configure_project(mistake NONE "${preamble}brood_add_duet(NAME a TARGET suite ${text})")
  expect("result of ${text}" "${result}" 1)
  expect_match("message of ${text}" "${output}" "brood_add_duet: ${pattern}")
endfunction()
expect_duet_mistake("NEW is needed" "OLD \"old --port {port}\"")
expect_duet_mistake("unknown argument 'DURATION'. There are: .*OLD" "OLD o NEW n DURATION 10s")
expect_duet_mistake("unknown argument 'ONCE'" "OLD o NEW n ONCE")

# Every text reaches the file as it was written.
set(calls [==[
brood_add_stress_test(NAME texts TARGET suite FILTER [[A[1].*:"B"]] USERS 20 SPAWN_RATE 2.5 DURATION 1h30m STRICT ALLOW_SKIPPED
  ARGS --plain "" "semi;colon" "[" "]" [[back\slash\]] "quote\"d" "line\nbreak\ttab" "$<IF:$<BOOL:1>,yes,no>" "ünï"
  ENV "URL={url}" "EMPTY=" "PATH=a;b" WORKING_DIRECTORY "$<TARGET_FILE_DIR:suite>" THRESHOLDS "tasks: p95 < 250ms"
  THRESHOLD_FILES gate.txt /etc/gate.txt "$<TARGET_FILE_DIR:suite>/gate.txt"
  BASELINES baselines /cache/main "$<TARGET_FILE_DIR:suite>/mine"
  SUT "$<TARGET_FILE:suite> --port {port}" READY /health REPORTS junit:a.xml SEED 18446744073709551615)
brood_add_stress_test(NAME plain TARGET suite WORKING_DIRECTORY data FILTER "" ONCE)
]==])
configure_project(texts NONE "${preamble}${calls}")
expect("result of configuring" "${result}" 0)
file(READ ${WORK}/texts/build/stress-tests/texts.brood.json config)

function(expect_config expected)
  string(JSON actual GET "${config}" ${ARGN})
  expect("config ${ARGN}" "${actual}" "${expected}")
endfunction()

string(JSON count LENGTH "${config}" args)
expect("number of args" ${count} 10)
expect_config("texts" name)
expect_config("/opt/bin/suite" target)
expect_config("${WORK}/texts/build/stress-results/texts" out)
expect_config("A[1].*:\"B\"" filter)
expect_config(20 users)
expect_config(2.5 spawn-rate)
expect_config(1h30m run-time)
expect_config(ON strict)
expect_config(ON allow-skipped)
expect_config(--plain args 0)
expect_config("" args 1)
expect_config("semi;colon" args 2)
expect_config("[" args 3)
expect_config("]" args 4)
expect_config([[back\slash\]] args 5)
expect_config("quote\"d" args 6)
expect_config("line\nbreak\ttab" args 7)
expect_config(yes args 8)
expect_config("ünï" args 9)
expect_config("EMPTY=" env 1)
expect_config("PATH=a;b" env 2)
expect_config("/opt/bin" cwd)
expect_config("tasks: p95 < 250ms" threshold 0)
expect_config("${WORK}/texts/gate.txt" threshold-file 0)
expect_config("/etc/gate.txt" threshold-file 1)
expect_config("/opt/bin/gate.txt" threshold-file 2)
expect_config("${WORK}/texts/baselines" baseline 0)
expect_config("/cache/main" baseline 1)
expect_config("/opt/bin/mine" baseline 2)
expect_config("/opt/bin/suite --port {port}" sut)
expect_config("/health" ready)
expect_config("junit:a.xml" report 0)
expect_config(18446744073709551615 seed)

# What is not said is not in the file, so that the command's own default holds; a relative folder is in the build tree.
file(READ ${WORK}/texts/build/stress-tests/plain.brood.json config)
string(JSON keys LENGTH "${config}")
expect("number of keys" ${keys} 4)
expect_config("${WORK}/texts/build/data" cwd)

# A duet's file has both versions.
configure_project(duet NONE "${preamble}brood_add_duet(NAME versions TARGET suite OLD \"old --port {port}\"
  NEW \"$<TARGET_FILE:suite> --port {port}\" USERS 8 LOOKS 5,10 LIMITS browse/p95=10% PRIORS last.json ALLOW_MISSING_TASKS)")
expect("result of configuring" "${result}" 0)
file(READ ${WORK}/duet/build/stress-tests/versions.brood.json config)
expect_config("old --port {port}" old)
expect_config("/opt/bin/suite --port {port}" new)
expect_config("5,10" looks)
expect_config("browse/p95=10%" limit 0)
expect_config("${WORK}/duet/last.json" prior 0)
expect_config(ON allow-missing-tasks)

# CTest sees plain tests with labels that select exactly one kind.
function(tests_of project out)
  execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --show-only=json-v1 ${ARGN} WORKING_DIRECTORY ${WORK}/${project}/build
    OUTPUT_VARIABLE shown)
  string(JSON shown GET "${shown}" tests)
  set(${out} "${shown}" PARENT_SCOPE)
endfunction()

tests_of(texts stress -L "^stress$")
string(JSON count LENGTH "${stress}")
expect("stress tests" ${count} 2)
tests_of(texts smoke -L smoke-load)
string(JSON count LENGTH "${smoke}")
expect("smoke-load tests" ${count} 1)
string(JSON name GET "${smoke}" 0 name)
expect("name of the smoke test" ${name} plain_once)

tests_of(duet duets -L "^duet$")
string(JSON count LENGTH "${duets}")
expect("duets" ${count} 1)

# Where there is no load, tests say so and are not run.
configure_project(elsewhere NONE "set(CMAKE_SYSTEM_NAME Darwin)\n${preamble}brood_add_stress_test(NAME a TARGET suite)\n")
expect("result of configuring elsewhere" "${result}" 0)
expect_match("remark elsewhere" "${output}" "test a is disabled: load needs Linux, this is Darwin")
tests_of(elsewhere disabled)
expect_match("properties elsewhere" "${disabled}" "\"DISABLED\",[ \n]*\"value\" : true")
