# From the arguments of brood_add_stress_test to the JSON file that `brood run --config` reads.
include_guard(GLOBAL)

# The options of brood_add_stress_test or brood_add_duet, each once: the function's keyword, the key in the file (a long
# option of the command) and its kind.
function(_brood_options caller out)
  set(options
    FILTER:filter:text
    TAGS:tags:text
    EXCLUDE_TAGS:exclude-tags:text
    ONLY_WITH_PARAM:only-with-param:text
    USERS:users:count
    RATE:rate:text
    MAX_USERS:max-users:count
    ARRIVALS:arrivals:text
    WAIT:wait:text
    ARGS:args:list
    ENV:env:list
    WORKING_DIRECTORY:cwd:text
    READY:ready:text
    READY_TIMEOUT:ready-timeout:duration
    TASK_TIMEOUT:task-timeout:duration
    STOP_TIMEOUT:stop-timeout:duration
    SUITE_SETUP:suite-setup:text
    THRESHOLDS:threshold:list
    THRESHOLD_FILES:threshold-file:list
    FAIL_STATUS:fail-status:text
    NAME_RULES:name-rule:list
    REPORTS:report:list
    SEED:seed:count
    ALLOW_SKIPPED:allow-skipped:flag
    STRICT:strict:flag)
  if(caller STREQUAL "brood_add_stress_test")
    list(APPEND options
      SPAWN_RATE:spawn-rate:number
      BASELINES:baseline:list
      STAGES:stages:text
      DURATION:run-time:duration
      NUM_REQUEST:num-request:count
      HOST:host:text
      SUT:sut:text)
  else()
    list(APPEND options
      OLD:old:text
      NEW:new:text
      ALPHA:alpha:text
      FLOOR:floor:text
      LOOKS:looks:text
      LIMITS:limit:list
      ROUND:round:duration
      PLACEMENT:placement:text
      PRIORS:prior:list
      ALLOW_MISSING_TASKS:allow-missing-tasks:flag)
  endif()
  set(${out} ${options} PARENT_SCOPE)
endfunction()

# Of `options` the keywords whose kind matches a regular expression.
function(_brood_keywords options kinds out)
  list(FILTER options INCLUDE REGEX ":(${kinds})$")
  list(TRANSFORM options REPLACE ":.*" "")
  set(${out} ${options} PARENT_SCOPE)
endfunction()

# A list of CMake cannot hold every text: brackets hide separators, a backslash escapes them, an empty item vanishes.
# Packed text has control characters in their place.
macro(_brood_stand_ins)
  string(ASCII 1 opening)
  string(ASCII 2 closing)
  string(ASCII 3 semicolon)
  string(ASCII 4 backslash)
  string(ASCII 5 empty)
endmacro()

function(_brood_pack text out)
  _brood_stand_ins()
  string(REPLACE "[" "${opening}" text "${text}")
  string(REPLACE "]" "${closing}" text "${text}")
  string(REPLACE ";" "${semicolon}" text "${text}")
  string(REPLACE "\\" "${backslash}" text "${text}")
  if(text STREQUAL "")
    set(text "${empty}")
  endif()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

function(_brood_unpack text out)
  _brood_stand_ins()
  string(REPLACE "${opening}" "[" text "${text}")
  string(REPLACE "${closing}" "]" text "${text}")
  string(REPLACE "${semicolon}" ";" text "${text}")
  string(REPLACE "${backslash}" "\\" text "${text}")
  string(REPLACE "${empty}" "" text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# Packed text as a JSON string.
function(_brood_json_string packed out)
  _brood_unpack("${packed}" text)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\n" "\\n" text "${text}")
  string(REPLACE "\r" "\\r" text "${text}")
  string(REPLACE "\t" "\\t" text "${text}")
  set(${out} "\"${text}\"" PARENT_SCOPE)
endfunction()

# One option's value as JSON.
function(_brood_json_value keyword kind value out)
  if(kind STREQUAL "list")
    set(items "")
    set(comma "")
    foreach(item IN LISTS value)
      _brood_json_string("${item}" item)
      string(APPEND items "${comma}${item}")
      set(comma ", ")
    endforeach()
    set(json "[${items}]")
  elseif(kind STREQUAL "flag")
    set(json true)
  elseif(kind STREQUAL "count" OR kind STREQUAL "number")
    set(json "${value}")
  else()
    _brood_json_string("${value}" json)
  endif()
  set(${out} "${json}" PARENT_SCOPE)
endfunction()

function(_brood_check_value keyword kind value)
  if(kind STREQUAL "count" AND NOT value MATCHES "^[0-9]+$")
    _brood_mistake("${keyword} '${value}' is not a whole number")
  elseif(kind STREQUAL "number" AND NOT value MATCHES "^[0-9]+(\\.[0-9]+)?$")
    _brood_mistake("${keyword} '${value}' is not a number")
  elseif(kind STREQUAL "duration" AND NOT value MATCHES "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
    _brood_mistake("${keyword} '${value}' is not a duration with its unit, such as 500ms, 30s, 10m or 1h30m")
  elseif(keyword STREQUAL "ENV")
    foreach(item IN LISTS value)
      if(NOT item MATCHES "^[A-Za-z_][A-Za-z0-9_]*=")
        _brood_mistake("ENV '${item}' is not NAME=VALUE")
      endif()
    endforeach()
  endif()
endfunction()

# Writes what arg_KEYWORD of the calling scope say, for the `options` there.
function(_brood_write_config file)
  _brood_pack("${CMAKE_BINARY_DIR}/stress-results/${arg_NAME}" results)
  _brood_json_string("${results}" results)
  set(json "{\n  \"name\": \"${arg_NAME}\",\n  \"target\": \"$<TARGET_FILE:${arg_TARGET}>\",\n  \"out\": ${results}")
  foreach(option IN LISTS options)
    string(REPLACE ":" ";" option ${option})
    list(GET option 0 keyword)
    list(GET option 1 key)
    list(GET option 2 kind)
    if(DEFINED arg_${keyword} AND NOT "${arg_${keyword}}" STREQUAL "FALSE")
      _brood_check_value(${keyword} ${kind} "${arg_${keyword}}")
      _brood_json_value(${keyword} ${kind} "${arg_${keyword}}" value)
      string(APPEND json ",\n  \"${key}\": ${value}")
    endif()
  endforeach()
  file(GENERATE OUTPUT "${file}" CONTENT "${json}\n}\n")
endfunction()
