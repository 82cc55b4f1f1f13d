# A libcurl that is linked statically has no shared symbols for the curl tap to come before, so the linker is asked to
# send the calls through it.
include_guard(GLOBAL)

# The functions that runner/agent/tap/curl_tap.cpp stands in front of.
function(_brood_curl_functions out)
  set(${out}
    curl_easy_perform
    curl_easy_setopt
    curl_easy_cleanup
    curl_easy_reset
    curl_easy_duphandle
    curl_multi_add_handle
    curl_multi_remove_handle
    curl_multi_info_read
    curl_multi_cleanup
    PARENT_SCOPE)
endfunction()

# Looks at what `target` links when its folder is through, as libraries may be added after this call.
function(brood_wrap_static_curl target)
  get_target_property(folder ${target} SOURCE_DIR)
  set(reachable ${CMAKE_CURRENT_SOURCE_DIR})
  set(when ${reachable})
  while(reachable)
    if(reachable STREQUAL folder)
      set(when ${folder})
    endif()
    get_property(reachable DIRECTORY ${reachable} PROPERTY PARENT_DIRECTORY)
  endwhile()
  cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [[${when}]] CALL _brood_wrap_now ${target})")
endfunction()

function(_brood_wrap_now target)
  get_target_property(libraries ${target} LINK_LIBRARIES)
  get_target_property(options ${target} LINK_OPTIONS)
  _brood_links_static_curl("${libraries}" "${options}" found)
  if(found)
    _brood_curl_functions(functions)
    list(TRANSFORM functions PREPEND "-Wl,--wrap=")
    set_property(TARGET ${target} APPEND PROPERTY LINK_OPTIONS ${functions})
  endif()
endfunction()

# Walks the libraries of libraries. A shared library keeps what it linked to itself, so only interfaces are followed.
function(_brood_links_static_curl libraries options out)
  set(all_static FALSE)
  if("-static" IN_LIST options)
    set(all_static TRUE)
  endif()
  set(seen)
  set(next "${libraries}")
  while(next)
    # A library inside a generator expression counts whatever the condition.
    string(REGEX REPLACE "\\$<[A-Za-z_]+:|>:|[<>,$]" ";" items "${next}")
    set(next)
    foreach(item IN LISTS items)
      if(item IN_LIST seen)
        continue()
      endif()
      list(APPEND seen "${item}")
      _brood_is_static_curl("${item}" ${all_static} found)
      if(found)
        set(${out} TRUE PARENT_SCOPE)
        return()
      endif()
      if(TARGET "${item}")
        get_target_property(links "${item}" INTERFACE_LINK_LIBRARIES)
        if(links)
          list(APPEND next ${links})
        endif()
      endif()
    endforeach()
  endwhile()
  set(${out} FALSE PARENT_SCOPE)
endfunction()

function(_brood_is_static_curl item all_static out)
  set(static FALSE)
  if(item MATCHES "libcurl[^/]*\\.a$")
    set(static TRUE)
  elseif(all_static AND item MATCHES "^(-l)?curl$")
    set(static TRUE)
  elseif(item MATCHES "curl" AND TARGET "${item}")
    get_target_property(type "${item}" TYPE)
    if(type STREQUAL "STATIC_LIBRARY" AND item MATCHES "(^|::)(lib)?curl(_static)?$")
      set(static TRUE)
    elseif(type STREQUAL "UNKNOWN_LIBRARY")
      foreach(property IN ITEMS IMPORTED_LOCATION IMPORTED_LOCATION_RELEASE IMPORTED_LOCATION_DEBUG)
        get_target_property(location "${item}" ${property})
        if(location MATCHES "libcurl[^/]*\\.a$")
          set(static TRUE)
        endif()
      endforeach()
    endif()
  endif()
  set(${out} ${static} PARENT_SCOPE)
endfunction()
