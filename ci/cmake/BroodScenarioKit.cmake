# What `brood run x.cpp` compiles and links with, as a file that brood finds: beside it in the build tree, in share/brood
# of an installation. There all paths within the installation are relative, so that it can be moved.

# The libraries that a program with `target` is linked with, each before those that it needs. What a static library keeps
# to itself is linked too.
function(_brood_link_order target out)
  set(order ${${out}})
  get_target_property(links ${target} INTERFACE_LINK_LIBRARIES)
  if(NOT links)
    set(links "")
  endif()
  foreach(item IN LISTS links)
    while(item MATCHES "^\\$<(LINK_ONLY|BUILD_INTERFACE):(.*)>$")
      set(item "${CMAKE_MATCH_2}")
    endwhile()
    if(item STREQUAL "" OR item MATCHES "^\\$<INSTALL_INTERFACE:|^::@" OR item IN_LIST order)
      continue()
    elseif(TARGET "${item}")
      _brood_link_order("${item}" order)
    else()
      list(PREPEND order "${item}")
    endif()
  endforeach()
  list(REMOVE_ITEM order ${target})
  list(PREPEND order ${target})
  set(${out} "${order}" PARENT_SCOPE)
endfunction()

# Writes the file for a build tree or an installation: `libraries` are Brood's own, `prefix` the folder that they are in.
function(_brood_write_scenario_kit file headers libraries prefix)
  set(order)
  _brood_link_order(brood_scenario order)
  set(link "-pthread")
  foreach(item IN LISTS order)
    if(item IN_LIST libraries)
      list(APPEND link "${prefix}$<IF:$<BOOL:${prefix}>,$<TARGET_FILE_NAME:${item}>,$<TARGET_FILE:${item}>>")
    elseif(TARGET "${item}")
      get_target_property(type "${item}" TYPE)
      if(NOT type STREQUAL "INTERFACE_LIBRARY")
        list(APPEND link "$<TARGET_LINKER_FILE:${item}>")
      endif()
    elseif(item MATCHES "^(-|/|\\$<)")
      list(APPEND link "${item}")
    else()
      list(APPEND link "-l${item}")
    endif()
  endforeach()
  list(JOIN link "\",\n    \"" link)
  # A sanitizer, if Brood is built with one.
  set(options "$<TARGET_PROPERTY:brood_scenario,INTERFACE_LINK_OPTIONS>")
  string(CONFIGURE [[{
  "headers": "@headers@",
  "link": [
    "@link@",
    "$<JOIN:@options@,"$<COMMA> ">"
  ]
}
]] content @ONLY)
  file(GENERATE OUTPUT "${file}" CONTENT "${content}")
endfunction()

# `libraries`: the static libraries of Brood that are installed.
function(brood_write_scenario_kits libraries)
  _brood_write_scenario_kit($<TARGET_FILE_DIR:brood>/scenario_kit.json ${PROJECT_SOURCE_DIR}/runner/include
    "${libraries}" "")
  if(BROOD_INSTALL)
    set(folder ${CMAKE_INSTALL_FULL_DATADIR}/brood)
    file(RELATIVE_PATH headers ${folder} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
    file(RELATIVE_PATH archives ${folder} ${CMAKE_INSTALL_FULL_LIBDIR})
    set(installed ${CMAKE_CURRENT_BINARY_DIR}/installed/$<CONFIG>/scenario_kit.json)
    _brood_write_scenario_kit(${installed} ${headers} "${libraries}" ${archives}/)
    install(FILES ${installed} DESTINATION ${CMAKE_INSTALL_DATADIR}/brood)
  endif()
endfunction()
