# What another CMake project sees of Brood: brood::brood, brood::googletest, brood::scenario, brood::data and brood_add_stress_test(),
# under the same names from the build tree (add_subdirectory, FetchContent) and from an installation (find_package).
include("${CMAKE_CURRENT_LIST_DIR}/BroodStressTest.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/BroodScenarioKit.cmake")
include(GNUInstallDirs)
add_executable(brood::brood ALIAS brood)

# The libraries that programs under load are linked with. Another one is a name more here.
set(libraries
  brood_agent
  brood_data
  brood_native
  brood_scenario)
foreach(library IN LISTS libraries)
  string(REPLACE "brood_" "" name ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
endforeach()
# Whoever builds brood can run a scenario from its source.
add_dependencies(brood ${libraries})
brood_write_scenario_kits("${libraries}")

if(BROOD_INSTALL)
  include(CMakePackageConfigHelpers)
  set(package ${CMAKE_INSTALL_LIBDIR}/cmake/brood)

  install(TARGETS brood ${libraries} brood_googletest EXPORT broodTargets
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT broodTargets NAMESPACE brood:: DESTINATION ${package})
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/runner/include/brood DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/runner/agent/googletest/ DESTINATION ${CMAKE_INSTALL_DATADIR}/brood
    FILES_MATCHING PATTERN "*.cpp" PATTERN "*.hpp")

  list(TRANSFORM libraries REPLACE "^brood_" "" OUTPUT_VARIABLE exported)
  list(JOIN exported " " exported)
  configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/broodConfig.cmake.in broodConfig.cmake
    INSTALL_DESTINATION ${package})
  write_basic_package_version_file(broodConfigVersion.cmake VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
  install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/broodConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/broodConfigVersion.cmake
    ${CMAKE_CURRENT_LIST_DIR}/BroodStressTest.cmake
    ${CMAKE_CURRENT_LIST_DIR}/BroodConfigFile.cmake
    ${CMAKE_CURRENT_LIST_DIR}/BroodCurlTap.cmake
    DESTINATION ${package})
  install(PROGRAMS ${CMAKE_CURRENT_LIST_DIR}/brood-stress ${CMAKE_CURRENT_LIST_DIR}/brood-publish DESTINATION ${package})
endif()
