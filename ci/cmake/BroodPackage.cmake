# What another CMake project sees of Brood: brood::brood, brood::googletest and brood_add_stress_test(), under the same
# names from the build tree (add_subdirectory, FetchContent) and from an installation (find_package).
include("${CMAKE_CURRENT_LIST_DIR}/BroodStressTest.cmake")
add_executable(brood::brood ALIAS brood)

if(BROOD_INSTALL)
  include(GNUInstallDirs)
  include(CMakePackageConfigHelpers)
  set(package ${CMAKE_INSTALL_LIBDIR}/cmake/brood)

  install(TARGETS brood brood_agent brood_googletest EXPORT broodTargets
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT broodTargets NAMESPACE brood:: DESTINATION ${package})
  install(FILES ${PROJECT_SOURCE_DIR}/runner/include/brood/agent.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/brood)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/runner/agent/googletest/ DESTINATION ${CMAKE_INSTALL_DATADIR}/brood
    FILES_MATCHING PATTERN "*.cpp" PATTERN "*.hpp")

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
endif()
